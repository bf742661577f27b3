import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './autoscaler-minimum-above-maximum.md';

export default defineRule({
  id: 'kubernetes/autoscaler-minimum-above-maximum',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['polaris:hpaMaxAvailability'],
  fix: 'review',
  page,
  check: {
    Kind: {
      HorizontalPodAutoscaler(object, ctx) {
        const spec = object.get('spec');
        const [least, most] = [spec?.get('minReplicas'), spec?.get('maxReplicas')];
        if (spec?.kind !== 'map' || most?.number === undefined) return;
        const isUnset = least === undefined || least.isNull;
        const [low, high] = [isUnset ? 1 : least.number, most.number];
        if (low === undefined || low <= high) return;
        ctx.report({
          at: most.span,
          message: `\`maxReplicas\` ${high} is below ${isUnset ? 'the default minimum of 1' : `\`minReplicas\` ${low}`}: the API server refuses the autoscaler.`,
          fix: () => (isUnset || high < 1 ? undefined : mergeFix('Swap the two', spec, { minReplicas: high, maxReplicas: low })),
        });
      },
    },
  },
});
