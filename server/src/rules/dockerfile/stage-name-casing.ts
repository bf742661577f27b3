import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import page from './stage-name-casing.md';

export default defineRule({
  id: 'dockerfile/stage-name-casing',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['buildkit:StageNameCasing', 'tally:buildkit/StageNameCasing'],
  fix: 'safe',
  page,
  check: {
    From({ alias }, ctx) {
      if (alias === undefined || alias.text === alias.text.toLowerCase()) return;
      const lower = alias.text.toLowerCase();
      ctx.report({
        at: alias.span,
        message: `Stage name \`${alias.text}\` is not lower case; Docker compares stage names without case, so every other spelling means the same stage.`,
        // Uses in other spellings stay right: Docker compares without case.
        fix: () => ({ title: `Rename to \`${lower}\``, edits: [replace(alias.span, lower)] }),
      });
    },
  },
});
