import { defineRule } from '../../engine/rule/define.js';
import { remove } from '../../engine/text/span.js';
import { startCommands } from '../../languages/dockerfile/startCommand.js';
import page from './run-uses-uv-at-runtime.md';

export default defineRule({
  id: 'dockerfile/run-uses-uv-at-runtime',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'review',
  page,
  check: {
    Stage(stage, ctx) {
      if (!stage.isFinal) return;
      for (const command of startCommands(stage)) {
        const [run, next] = command.args;
        if (command.name !== 'uv' || run?.value !== 'run') continue;
        ctx.report({
          at: { start: command.nameWord.span.start, end: run.span.end },
          message:
            '`uv run` checks the environment, and may change it, each time a container starts; with `.venv/bin` on PATH the program starts by its own name.',
          fix: () =>
            // Options of uv itself would be left behind.
            next === undefined || next.value.startsWith('-')
              ? undefined
              : { title: 'Start the program by its name', edits: [remove({ start: command.nameWord.span.start, end: next.span.start })] },
        });
        return;
      }
    },
  },
});
