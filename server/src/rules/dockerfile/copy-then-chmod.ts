import { defineRule } from '../../engine/rule/define.js';
import { insert, remove } from '../../engine/text/span.js';
import { wholeLines } from '../../engine/text/lines.js';
import { operands } from '../../languages/dockerfile/options.js';
import { instructionBehind } from '../shared/neighbours.js';
import page from './copy-then-chmod.md';

export default defineRule({
  id: 'dockerfile/copy-then-chmod',
  language: 'dockerfile',
  severity: 'hint',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['tally:tally/prefer-copy-chmod'],
  fix: 'review',
  page,
  check: {
    Copy(copy, ctx) {
      if (copy.heredocs.length > 0 || copy.flags.some(({ name }) => name === 'chmod')) return;
      const next = instructionBehind(copy);
      if (next?.kind !== 'RUN' || !next.source.includes('chmod')) return;
      const commands = next.script()?.commands ?? [];
      const [command] = commands;
      if (command === undefined || commands.length !== 1 || command.name !== 'chmod' || next.flags.length > 0) return;
      const [mode, target, ...more] = operands(command);
      const [source, ...others] = copy.sources;
      if (
        mode === undefined ||
        target === undefined ||
        source === undefined ||
        more.length > 0 ||
        others.length > 0 ||
        command.args.some(({ value }) => value === '-R')
      )
        return;
      const destination = copy.destination?.value ?? '';
      const path = destination.endsWith('/') ? `${destination}${source.value.slice(source.value.lastIndexOf('/') + 1)}` : destination;
      if (target.value !== path || !/^(?:0?[0-7]{3,4}|[ugoa]*[+=][rwxX]+)$/.test(mode.value)) return;
      const isOctal = /^[0-7]+$/.test(mode.value);
      ctx.report({
        at: next.keyword.span,
        message: `This RUN stores \`${path}\` a second time with other permissions; \`COPY --chmod\` sets them on the way.`,
        fix: () =>
          isOctal
            ? {
                title: `Use \`COPY --chmod=${mode.value}\``,
                edits: [insert(copy.keyword.span.end, ` --chmod=${mode.value}`), remove(wholeLines(ctx.text, next.span))],
              }
            : undefined,
      });
    },
  },
});
