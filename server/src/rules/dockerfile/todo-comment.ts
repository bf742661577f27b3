import { defineRule } from '../../engine/rule/define.js';
import page from './todo-comment.md';

export default defineRule({
  id: 'dockerfile/todo-comment',
  language: 'dockerfile',
  severity: 'hint',
  presets: [],
  since: '0.4.0',
  aliases: ['sonar:S1135'],
  fix: 'none',
  page,
  check: {
    File({ comments }, ctx) {
      for (const { text, span } of comments) {
        const match = /(?<![A-Za-z0-9_-])(TODO|FIXME)(?![A-Za-z0-9_-])/i.exec(text);
        if (match === null) continue;
        const start = span.start + match.index;
        ctx.report({ at: { start, end: start + match[0].length }, message: `\`${match[0]}\` says that something is left to do here.` });
      }
    },
  },
});
