import { defineRule } from '../../engine/rule/define.js';
import page from './long-file.md';

export default defineRule({
  id: 'dockerfile/long-file',
  language: 'dockerfile',
  severity: 'hint',
  presets: [],
  since: '0.1.0',
  aliases: ['tally:tally/max-lines'],
  fix: 'none',
  options: { lines: { type: 'number', default: 200, description: 'Lines with instructions that a Dockerfile may have.' } },
  page,
  check: {
    File({ text, instructions, comments }, ctx) {
      const most = ctx.option<number>('lines');
      const count = countFilledLines(text) - comments.length;
      const last = instructions.at(-1);
      if (count <= most || last === undefined) return;
      ctx.report({
        at: last.keyword.span,
        message: `The file has ${count} lines of instructions, more than the ${most} that are set; stages in files of their own, or scripts that are copied, are easier to follow.`,
      });
    },
  },
});

/** Counted without a list of the lines, at every key. */
function countFilledLines(text: string): number {
  let count = 0;
  let start = 0;
  while (start < text.length) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    if (isFilled(text, start, end)) count++;
    start = end + 1;
  }
  return count;
}

function isFilled(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code > 32 && code < 127) return true;
    // Blanks of other scripts are known to `trim`.
    if (code !== 32 && code !== 9 && code !== 13) return text.slice(i, end).trim() !== '';
  }
  return false;
}
