import { defineRule } from '../../engine/rule/define.js';
import page from './label-key-invalid.md';

export default defineRule({
  id: 'dockerfile/label-key-invalid',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['hadolint:DL3048', 'tally:tally/labels/valid-key'],
  fix: 'none',
  page,
  check: {
    Label({ pairs }, ctx) {
      for (const { name } of pairs) {
        const key = name.value;
        if (key === '' || name.text.includes('$')) continue;
        const reserved = /^(?:com\.docker\.|io\.docker\.|org\.dockerproject\.)/.exec(key)?.[0];
        if (reserved !== undefined) ctx.report({ at: name.span, message: `Keys under \`${reserved}\` are reserved for Docker's own use.` });
        else if (!/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/.test(key))
          ctx.report({
            at: name.span,
            message: `\`${key}\` breaks Docker's rules for label keys: lower case letters, digits, dots and hyphens, with a letter or digit at both ends.`,
          });
        else if (/[.-]{2}/.test(key))
          ctx.report({
            at: name.span,
            message: `\`${key}\` has two separators in a row, which Docker's rules for label keys do not allow.`,
          });
      }
    },
  },
});
