import { defineRule } from '../../engine/rule/define.js';
import type { Span } from '../../engine/text/span.js';
import type { LabelInstruction } from '../../languages/dockerfile/model.js';
import { platformArguments } from '../../languages/dockerfile/vocabulary.js';
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
    Label(instruction, ctx) {
      const { pairs } = instruction;
      for (const { name } of pairs) {
        const key = name.value;
        if (key === '') continue;
        if (name.text.includes('$')) {
          const absent = setNowhere(instruction, name.span);
          if (absent !== undefined)
            ctx.report({
              at: name.span,
              message: `\`$${absent}\` in this key is a variable that is set nowhere, so the key is written without it.`,
            });
          continue;
        }
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

/** The variable in a key that neither the stage nor the predefined ones declare; one of the base image's may be in its place. */
function setNowhere({ variables, before }: LabelInstruction, { start, end }: Span): string | undefined {
  const inside = variables.filter(({ span, modifier }) => modifier === undefined && span.start >= start && span.end <= end);
  const [only] = inside;
  if (only === undefined || inside.length > 1 || only.span.start === start) return undefined;
  return before.declarationOf(only.name) === undefined && !platformArguments.has(only.name) ? only.name : undefined;
}
