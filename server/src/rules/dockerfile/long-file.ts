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
      const blank = text.split('\n').filter((line) => line.trim() === '').length;
      const count = text.split('\n').length - blank - comments.length;
      const last = instructions.at(-1);
      if (count <= most || last === undefined) return;
      ctx.report({
        at: last.keyword.span,
        message: `The file has ${count} lines of instructions, more than the ${most} that are set; stages in files of their own, or scripts that are copied, are easier to follow.`,
      });
    },
  },
});
