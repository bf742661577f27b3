import { defineRule } from '../../engine/rule/define.js';
import { variableModifiers } from '../../languages/dockerfile/vocabulary.js';
import page from './unknown-variable-modifier.md';

export default defineRule({
  id: 'dockerfile/unknown-variable-modifier',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['dockerfile-utils:UNSUPPORTED_MODIFIER'],
  fix: 'none',
  page,
  check: {
    Instruction(instruction, ctx) {
      // The shell expands what these say, and knows more modifiers.
      if (/^(?:CMD|ENTRYPOINT|HEALTHCHECK|SHELL|UNKNOWN|ONBUILD)$/.test(instruction.kind)) return;
      const end = instruction.kind === 'RUN' ? instruction.rest.span.start : instruction.head.end;
      for (const use of instruction.variables) {
        if (use.modifier === undefined || use.modifierSpan === undefined || variableModifiers.has(use.modifier) || use.span.end > end)
          continue;
        ctx.report({
          at: use.modifierSpan,
          message: `Docker does not know what \`${use.modifier}\` means behind \`${use.name}\`, so the build fails; it knows \`:-\`, \`:+\`, \`:?\`, \`#\`, \`%\` and \`/\`.`,
        });
      }
    },
  },
});
