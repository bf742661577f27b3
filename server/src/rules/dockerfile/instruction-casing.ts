import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import page from './instruction-casing.md';

export default defineRule({
  id: 'dockerfile/instruction-casing',
  language: 'dockerfile',
  severity: 'hint',
  presets: ['strict'],
  since: '0.1.0',
  aliases: ['dockerfile-utils:CASING_INSTRUCTION', 'dockerfilelint:uppercase_commands', 'sonar:S6476'],
  fix: 'safe',
  page,
  check: {
    Instruction({ kind, keyword }, ctx) {
      // Nearly always it is the name of its kind.
      if (keyword.text === kind) return;
      const upper = keyword.text.toUpperCase();
      if (keyword.text === upper || (kind === 'UNKNOWN' && upper !== 'FROM')) return;
      ctx.report({
        at: keyword.span,
        message: `\`${keyword.text}\` is not in upper case, by which instructions are told from their arguments.`,
        fix: () => ({ title: `Change to \`${upper}\``, edits: [replace(keyword.span, upper)] }),
      });
    },
  },
});
