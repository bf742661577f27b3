import { defineRule } from '../../engine/rule/define.js';
import { remove } from '../../engine/text/span.js';
import { wholeLines } from '../../engine/text/lines.js';
import page from './stopsignal-ungraceful.md';

export default defineRule({
  id: 'dockerfile/stopsignal-ungraceful',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['tally:tally/no-ungraceful-stopsignal'],
  fix: 'review',
  page,
  check: {
    Stopsignal({ words, span, onbuild }, ctx) {
      const [word] = words;
      if (word === undefined || !/^["']?(?:(?:SIG)?(?:KILL|STOP)|9|19)["']?$/i.test(word.text)) return;
      ctx.report({
        at: word.span,
        message: `\`${word.text}\` cannot be caught: the program gets no chance to finish requests or to write what it holds.`,
        fix: () =>
          onbuild === undefined ? { title: 'Remove it, so that SIGTERM is sent', edits: [remove(wholeLines(ctx.text, span))] } : undefined,
      });
    },
  },
});
