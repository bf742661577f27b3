import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './autoscaler-minimum-low.md';

export default defineRule({
  id: 'kubernetes/autoscaler-minimum-low',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kube-linter:hpa-minimum-three-replicas'],
  fix: 'review',
  options: { minimum: { type: 'number', default: 3, description: 'Replicas that an autoscaler has to keep.' } },
  page,
  check: {
    Kind: {
      HorizontalPodAutoscaler(object, ctx) {
        const spec = object.get('spec');
        const node = spec?.get('minReplicas');
        const replicas = node === undefined || node.isNull ? 1 : node.number;
        const minimum = ctx.option<number>('minimum');
        if (spec?.kind !== 'map' || replicas === undefined || replicas >= minimum) return;
        const most = spec.get('maxReplicas')?.number;
        ctx.report({
          at: node?.span ?? object.lackOf('spec', 'minReplicas'),
          message: `The autoscaler goes down to ${replicas} of the ${minimum} pods that are asked for here.`,
          fix: () => (most !== undefined && most < minimum ? undefined : mergeFix(`Keep ${minimum} pods`, spec, { minReplicas: minimum })),
        });
      },
    },
  },
});
