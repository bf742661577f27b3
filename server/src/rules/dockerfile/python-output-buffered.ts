import { defineRule } from '../../engine/rule/define.js';
import { environmentEdit } from '../shared/pythonEnvironment.js';
import { startCommands } from '../../languages/dockerfile/startCommand.js';
import { isDevContainer } from '../shared/devContainer.js';
import page from './python-output-buffered.md';

export default defineRule({
  id: 'dockerfile/python-output-buffered',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'review',
  page,
  check: {
    Stage(stage, ctx) {
      const { from } = stage;
      if (!stage.isFinal || from?.image === undefined || stage.base.facts?.runtime !== 'python') return;
      if (stage.end.environment('PYTHONUNBUFFERED') !== undefined) return;
      if (startCommands(stage).some(({ name, args }) => /^python/.test(name) && args.some(({ value }) => /^-[A-Za-z]*u/.test(value))))
        return;
      if (isDevContainer(ctx)) return;
      ctx.report({
        at: from.image.span,
        message:
          'Python holds its output back when it is no terminal, so log lines arrive late and those before a crash never. `PYTHONUNBUFFERED=1` turns that off.',
        fix: () => ({ title: 'Set `PYTHONUNBUFFERED=1`', edits: [environmentEdit(ctx.text, stage, 'PYTHONUNBUFFERED')] }),
      });
    },
  },
});
