import { defineRule } from '../../engine/rule/define.js';
import page from './no-stage.md';

export default defineRule({
  id: 'dockerfile/no-stage',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['dockerfile-utils:NO_SOURCE_IMAGE', 'tally:tally/require-stages'],
  fix: 'none',
  page,
  check: {
    File({ stages, instructions }, ctx) {
      if (stages.some((stage) => stage.from !== undefined)) return;
      const first = instructions[0];
      ctx.report({
        at: first?.keyword.span ?? { start: 0, end: 0 },
        message: 'The file has no FROM, so there is nothing to build on and the build fails.',
      });
    },
  },
});
