import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import page from './gpu-query-in-build.md';

export default defineRule({
  id: 'dockerfile/gpu-query-in-build',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.4.0',
  aliases: ['tally:tally/gpu/no-buildtime-gpu-queries'],
  fix: 'none',
  page,
  check: {
    Command: {
      'nvidia-smi': check,
      'nvidia-debugdump': check,
      'nvidia-persistenced': check,
      '*'(command, ctx) {
        if (!/^python[\d.]*$/.test(command.name)) return;
        const word = command.args.find(({ value }) => query.test(value));
        const asked = word === undefined ? undefined : query.exec(word.value)?.[0].slice(0, -1);
        if (word === undefined || asked === undefined || mayHaveGpu(command)) return;
        const start = word.text.indexOf(asked);
        ctx.report({
          at: start === -1 ? word.span : { start: word.span.start + start, end: word.span.start + start + asked.length },
          message: `A build has no GPU, so \`${asked}\` finds none here whatever the container will have.`,
        });
      },
    },
  },
});

const query =
  /\b(?:torch\.cuda\.(?:is_available|device_count|get_device_name|current_device)\(|tf\.test\.is_gpu_available\(|tf\.config\.(?:experimental\.)?list_physical_devices\()/;

function check(command: RunCommand, ctx: RuleContext): void {
  if (mayHaveGpu(command)) return;
  ctx.report({
    at: command.nameWord.span,
    message: `A build has no GPU, so \`${command.name}\` fails here whatever the container will have.`,
  });
}

/** With `--device` the build is given one; behind `if` or before `||` the answer is only asked for. */
function mayHaveGpu(command: RunCommand): boolean {
  if (command.run.flags.some(({ name }) => name === 'device') || command.conditional) return true;
  if (command.depth > 0 && /\b(?:if|while|until)\b/.test(command.run.source)) return true;
  const next = command.siblings[command.siblings.indexOf(command) + 1];
  return next?.joinedBy === '||';
}
