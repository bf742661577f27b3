import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import page from './template-syntax.md';

export default defineRule({
  id: 'helm/template-syntax',
  language: 'helm',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  page,
  check: {
    Template(file, ctx) {
      const { faults, actions } = file.template;
      const broken = actions.findIndex((action) => action.faults.length > 0);
      for (const { from, to, message, fix, code } of faults) {
        // What an action would have opened or closed is not known when it cannot be read.
        if (code === 'block' && broken !== -1) continue;
        ctx.report({
          at: file.origin.span(from, to),
          message,
          fix: () => (fix === undefined ? undefined : { title: fix.title, edits: [replace(file.origin.span(fix.from, fix.to), fix.text)] }),
        });
      }
    },
  },
});
