import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import page from './gpu-capabilities-all.md';

export default defineRule({
  id: 'dockerfile/gpu-capabilities-all',
  language: 'dockerfile',
  severity: 'info',
  presets: ['strict'],
  since: '0.4.0',
  aliases: ['tally:tally/gpu/prefer-minimal-driver-capabilities'],
  fix: 'review',
  page,
  check: {
    Env({ pairs }, ctx) {
      for (const { name, value } of pairs) {
        if (name.value !== 'NVIDIA_DRIVER_CAPABILITIES' || value?.value !== 'all') continue;
        ctx.report({
          at: value.span,
          message: '`all` brings the parts of the driver for graphics, display and video into the container as well.',
          fix: () => ({ title: 'Change to `compute,utility`', edits: [replace(value.span, 'compute,utility')] }),
        });
      }
    },
  },
});
