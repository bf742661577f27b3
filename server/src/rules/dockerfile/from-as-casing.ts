import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import page from './from-as-casing.md';

export default defineRule({
  id: 'dockerfile/from-as-casing',
  language: 'dockerfile',
  severity: 'hint',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['buildkit:FromAsCasing', 'tally:buildkit/FromAsCasing'],
  fix: 'safe',
  page,
  check: {
    From({ keyword, asKeyword }, ctx) {
      if (asKeyword === undefined) return;
      const wanted = keyword.text === keyword.text.toLowerCase() ? 'as' : keyword.text === keyword.text.toUpperCase() ? 'AS' : undefined;
      if (wanted === undefined || asKeyword.text === wanted) return;
      ctx.report({
        at: asKeyword.span,
        message: `\`${asKeyword.text}\` and \`${keyword.text}\` are written in different case.`,
        fix: () => ({ title: `Change to \`${wanted}\``, edits: [replace(asKeyword.span, wanted)] }),
      });
    },
  },
});
