import { defineRule } from '../../engine/rule/define.js';
import { isReplicated, replicatedKinds } from '../shared/kubernetesAvailability.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './few-replicas.md';

export default defineRule({
  id: 'kubernetes/few-replicas',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kube-linter:minimum-three-replicas'],
  fix: 'review',
  options: { minimum: { type: 'number', default: 3, description: 'Replicas that a workload needs at least.' } },
  page,
  check: {
    where: replicatedKinds,
    Object(object, ctx) {
      const spec = object.get('spec');
      if (!isReplicated(object) || spec?.kind !== 'map') return;
      const node = spec.get('replicas');
      const replicas = node === undefined || node.isNull ? 1 : node.number;
      const minimum = ctx.option<number>('minimum');
      if (replicas === undefined || replicas === 0 || replicas >= minimum) return;
      ctx.report({
        at: node?.span ?? object.lackOf('spec', 'replicas'),
        message: `\`${object.name ?? ''}\` runs ${replicas} of the ${minimum} pods that are asked for here.`,
        fix: () => mergeFix(`Run ${minimum} pods`, spec, { replicas: minimum }),
      });
    },
  },
});
