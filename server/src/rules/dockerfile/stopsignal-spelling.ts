import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import { signals } from '../../languages/dockerfile/vocabulary.js';
import page from './stopsignal-spelling.md';

export default defineRule({
  id: 'dockerfile/stopsignal-spelling',
  language: 'dockerfile',
  severity: 'hint',
  presets: [],
  since: '0.1.0',
  aliases: ['tally:tally/prefer-canonical-stopsignal'],
  fix: 'safe',
  page,
  check: {
    Stopsignal({ words }, ctx) {
      const [word] = words;
      if (word === undefined || word.text.includes('$')) return;
      const plain = word.text.replace(/^(["'])(.*)\1$/, '$2');
      const name = plain.toUpperCase().replace(/^SIG/, '');
      const wanted = /^\d+$/.test(plain)
        ? numbers[Number(plain)]
        : signals.has(name) || /^RT(?:MIN\+|MAX-)\d+$/.test(name)
          ? name
          : undefined;
      if (wanted === undefined || word.text === `SIG${wanted}`) return;
      ctx.report({
        at: word.span,
        message: `\`${word.text}\` is \`SIG${wanted}\`, which every reader knows.`,
        fix: () => ({ title: `Change to \`SIG${wanted}\``, edits: [replace(word.span, `SIG${wanted}`)] }),
      });
    },
  },
});

/** The numbers that are the same on every Linux architecture. */
const numbers: Readonly<Record<number, string>> = { 1: 'HUP', 2: 'INT', 3: 'QUIT', 6: 'ABRT', 9: 'KILL', 14: 'ALRM', 15: 'TERM' };
