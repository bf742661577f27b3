import { defineRule } from '../../engine/rule/define.js';
import type { Instruction } from '../../languages/dockerfile/model.js';
import page from './missing-arguments.md';

export default defineRule({
  id: 'dockerfile/missing-arguments',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: [
    'dockerfile-utils:ARGUMENT_MISSING',
    'dockerfile-utils:ARGUMENT_REQUIRES_AT_LEAST_ONE',
    'dockerfile-utils:ARGUMENT_REQUIRES_AT_LEAST_TWO',
    'dockerfile-utils:ARGUMENT_REQUIRES_TWO',
    'dockerfile-utils:ARGUMENT_REQUIRES_ONE_OR_THREE',
    'dockerfilelint:required_params',
    'dockerfilelint:missing_args',
  ],
  fix: 'none',
  page,
  check: {
    Instruction(instruction, ctx) {
      const missing = missingIn(instruction);
      if (missing === undefined) return;
      ctx.report({
        at: instruction.keyword.span,
        message: `\`${instruction.keyword.text}\` needs ${missing}, and the build fails without it.`,
      });
    },
  },
});

function missingIn(instruction: Instruction): string | undefined {
  const { words } = instruction;
  switch (instruction.kind) {
    // Docker takes a bare CMD and a bare RUN; they do nothing.
    case 'UNKNOWN':
    case 'CMD':
    case 'RUN':
      return undefined;
    case 'FROM':
      if (words.length === 0) return 'an image';
      return instruction.asKeyword !== undefined && instruction.alias === undefined ? 'a name behind AS' : undefined;
    case 'COPY':
    case 'ADD': {
      const count = instruction.json?.valid === true ? instruction.json.elements.length : words.length;
      return count === 0 ? 'a source and a destination' : count === 1 ? 'a destination behind its source' : undefined;
    }
    case 'ENV':
    case 'LABEL': {
      if (words.length === 0) return 'a name and a value';
      const [only] = instruction.pairs;
      return only?.legacy === true && only.value === undefined ? `a value for \`${only.name.text}\`` : undefined;
    }
    case 'HEALTHCHECK':
      return words.length === 0 ? 'CMD and a command, or NONE' : undefined;
    case 'ONBUILD':
      return words.length === 0 ? 'an instruction' : undefined;
    case 'VOLUME':
      return instruction.paths.length === 0 ? 'a path' : undefined;
    default:
      return words.length === 0 ? 'an argument' : undefined;
  }
}
