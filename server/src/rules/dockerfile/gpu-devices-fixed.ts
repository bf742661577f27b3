import { defineRule } from '../../engine/rule/define.js';
import { remove } from '../../engine/text/span.js';
import { wholeLines } from '../../engine/text/lines.js';
import page from './gpu-devices-fixed.md';

export default defineRule({
  id: 'dockerfile/gpu-devices-fixed',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['strict'],
  since: '0.4.0',
  aliases: ['tally:tally/gpu/no-hardcoded-visible-devices'],
  fix: 'review',
  page,
  check: {
    Env(instruction, ctx) {
      const { pairs, stage } = instruction;
      for (const pair of pairs) {
        const name = pair.name.value;
        if ((name !== 'NVIDIA_VISIBLE_DEVICES' && name !== 'CUDA_VISIBLE_DEVICES') || pair.value === undefined) continue;
        const value = pair.value.value;
        if (value.includes('$')) continue;
        const isDevice = /^(?:\d+|(?:GPU|MIG)-[\w-]+)(?:,(?:\d+|(?:GPU|MIG)-[\w-]+))*$/.test(value);
        const isDefault =
          value === 'all' && name === 'NVIDIA_VISIBLE_DEVICES' && /^(?:nvcr\.io\/)?nvidia\/cuda$/.test(stage?.base.image?.name ?? '');
        if (!isDevice && !isDefault) continue;
        ctx.report({
          at: pair.span,
          ...(isDefault ? { severity: 'hint' as const } : {}),
          message: isDefault
            ? `\`${stage?.base.image?.name ?? ''}\` sets \`${name}=all\` itself.`
            : `\`${name}=${value}\` names devices of one machine; who starts the container says which it gets.`,
          fix: () => {
            if (pairs.length === 1) return { title: 'Remove the line', edits: [remove(wholeLines(ctx.text, instruction.span))] };
            const at = pairs.indexOf(pair);
            const next = pairs[at + 1];
            const before = pairs[at - 1];
            const span =
              next !== undefined
                ? { start: pair.span.start, end: next.span.start }
                : { start: before?.span.end ?? pair.span.start, end: pair.span.end };
            return { title: `Remove \`${name}\``, edits: [remove(span)] };
          },
        });
      }
    },
  },
});
