import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import page from './blanks-in-a-row.md';

export default defineRule({
  id: 'dockerfile/blanks-in-a-row',
  language: 'dockerfile',
  severity: 'hint',
  presets: [],
  since: '0.4.0',
  aliases: ['tally:tally/no-multi-spaces'],
  fix: 'safe',
  page,
  check: {
    Instruction({ head, onbuild, kind, source }, ctx) {
      // Of an unknown instruction nobody knows what its blanks mean.
      if (onbuild !== undefined || kind === 'UNKNOWN' || !(source.includes('  ') || source.includes('\t'))) return;
      // Its own text: what looks at the file is judged again at each key.
      const text = source.slice(0, head.end - head.start);
      if (!/\S[ \t]{2,}\S/.test(text)) return;
      for (const gap of gapsOf(text)) {
        const span = { start: head.start + gap.start, end: head.start + gap.end };
        ctx.report({
          at: span,
          message: `${gap.end - gap.start} blanks where one is enough.`,
          fix: () => ({ title: 'Leave one', edits: [replace(span, ' ')] }),
        });
      }
    },
  },
});

/** Runs of blanks between words of one line, outside of quotes and comments. */
function gapsOf(text: string): readonly { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  let quote = '';
  let isLineStart = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    if (char === '\n') isLineStart = true;
    if (quote !== '') {
      if (char === '\\' && quote === '"') i++;
      else if (char === quote) quote = '';
    } else if (isLineStart && char === '#') {
      const end = text.indexOf('\n', i);
      if (end === -1) break;
      i = end - 1;
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '\\' && !/[\s]/.test(text[i + 1] ?? ' ')) i++;
    else if (char === ' ' || char === '\t') {
      const start = i;
      while (text[i + 1] === ' ' || text[i + 1] === '\t') i++;
      if (i > start && !isLineStart && !/^[\\`]?[ \t\r]*(?:\n|$)/.test(text.slice(i + 1, i + 200))) found.push({ start, end: i + 1 });
    }
    if (char !== '\n' && char !== ' ' && char !== '\t') isLineStart = false;
  }
  return found;
}
