import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './autoscaler-minimum-of-one.md';

export default defineRule({
  id: 'kubernetes/autoscaler-minimum-of-one',
  language: 'kubernetes',
  severity: 'info',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['polaris:hpaMinAvailability', 'kube-score:horizontalpodautoscaler-replicas'],
  fix: 'review',
  page,
  check: {
    Kind: {
      HorizontalPodAutoscaler(object, ctx) {
        const spec = object.get('spec');
        const minimum = spec?.get('minReplicas');
        // With a maximum of one there is nothing to scale, which is another rule's matter.
        if (spec?.kind !== 'map' || minimum?.number !== 1 || spec.get('maxReplicas')?.number === 1) return;
        ctx.report({
          at: minimum.span,
          message: 'In quiet hours the autoscaler leaves one pod: when its node is drained or fails, nobody answers.',
          fix: () => mergeFix('Keep two pods: `minReplicas: 2`', spec, { minReplicas: 2 }),
        });
      },
    },
  },
});
