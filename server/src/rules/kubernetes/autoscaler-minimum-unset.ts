import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './autoscaler-minimum-unset.md';

export default defineRule({
  id: 'kubernetes/autoscaler-minimum-unset',
  language: 'kubernetes',
  severity: 'info',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['datree:HPA_MISSING_MINREPLICAS_KEY', 'kube-score:horizontalpodautoscaler-replicas'],
  fix: 'review',
  page,
  check: {
    Kind: {
      HorizontalPodAutoscaler(object, ctx) {
        const spec = object.get('spec');
        const minimum = spec?.get('minReplicas');
        if (spec?.kind !== 'map' || (minimum !== undefined && !minimum.isNull)) return;
        ctx.report({
          at: object.lackOf('spec', 'minReplicas'),
          message:
            'The autoscaler does not say `minReplicas`: in quiet hours it leaves one pod, and when its node is drained, nobody answers.',
          fix: () => {
            const most = spec.get('maxReplicas')?.number;
            return most !== undefined && most < 2 ? undefined : mergeFix('Keep two pods: `minReplicas: 2`', spec, { minReplicas: 2 });
          },
        });
      },
    },
  },
});
