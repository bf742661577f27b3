import { defineRule } from '../../engine/rule/define.js';
import type { Pair } from '../../languages/dockerfile/model.js';
import page from './label-key-repeated.md';

export default defineRule({
  id: 'dockerfile/label-key-repeated',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['tally:tally/labels/no-duplicate-keys'],
  fix: 'none',
  tags: ['unnecessary'],
  page,
  check: {
    Stage(stage, ctx) {
      const labels = stage.instructions.filter((instruction) => instruction.kind === 'LABEL');
      const last = new Map<string, Pair>();
      for (const { pairs } of labels.reverse()) {
        for (let i = pairs.length - 1; i >= 0; i--) {
          const pair = pairs[i] as Pair;
          const later = last.get(pair.name.value);
          if (later === undefined) last.set(pair.name.value, pair);
          else if (!pair.name.text.includes('$')) {
            ctx.report({
              at: pair.span,
              message: `\`${pair.name.value}\` is set again below, so this value is never seen.`,
              related: [{ at: later.span, message: 'the value that counts' }],
            });
          }
        }
      }
    },
  },
});
