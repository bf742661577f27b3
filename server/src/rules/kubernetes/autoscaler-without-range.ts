import { defineRule } from '../../engine/rule/define.js';
import page from './autoscaler-without-range.md';

export default defineRule({
  id: 'kubernetes/autoscaler-without-range',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['polaris:hpaMaxAvailability'],
  fix: 'none',
  page,
  check: {
    Kind: {
      HorizontalPodAutoscaler(object, ctx) {
        const [least, most] = [object.get('spec', 'minReplicas'), object.get('spec', 'maxReplicas')];
        if (most?.number === undefined || least?.isUnknown === true || (least?.number ?? 1) !== most.number) return;
        ctx.report({
          at: most.span,
          message: `The autoscaler keeps exactly ${most.number} ${most.number === 1 ? 'pod' : 'pods'}: minimum and maximum are the same, so it never scales.`,
        });
      },
    },
  },
});
