import { defineRule } from '../../engine/rule/define.js';
import { remove } from '../../engine/text/span.js';
import { wholeLines } from '../../engine/text/lines.js';
import page from './empty-continuation-line.md';

export default defineRule({
  id: 'dockerfile/empty-continuation-line',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['buildkit:NoEmptyContinuation', 'tally:buildkit/NoEmptyContinuation', 'dockerfile-utils:EMPTY_CONTINUATION_LINE'],
  fix: 'safe',
  page,
  check: {
    Instruction({ emptyLines, onbuild, keyword }, ctx) {
      if (emptyLines.length === 0 || onbuild !== undefined) return;
      for (const line of emptyLines) {
        ctx.report({
          at: wholeLines(ctx.text, line),
          message: `An empty line stands inside \`${keyword.text}\`; Docker reads on behind it, but means to stop doing so.`,
          fix: () => ({ title: 'Remove the empty line', edits: [remove(wholeLines(ctx.text, line))] }),
        });
      }
    },
  },
});
