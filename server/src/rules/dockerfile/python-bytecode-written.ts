import { defineRule } from '../../engine/rule/define.js';
import { environmentEdit } from '../shared/pythonEnvironment.js';
import { startCommands } from '../../languages/dockerfile/startCommand.js';
import { isDevContainer } from '../shared/devContainer.js';
import page from './python-bytecode-written.md';

export default defineRule({
  id: 'dockerfile/python-bytecode-written',
  language: 'dockerfile',
  severity: 'hint',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'review',
  page,
  check: {
    Stage(stage, ctx) {
      const { from } = stage;
      if (!stage.isFinal || from?.image === undefined || stage.base.facts?.runtime !== 'python') return;
      if (stage.end.environment('PYTHONDONTWRITEBYTECODE') !== undefined || stage.end.environment('PYTHONPYCACHEPREFIX') !== undefined)
        return;
      // Who compiles in the build has the bytecode in the image already.
      if (stage.instructions.some(({ kind, source }) => kind === 'RUN' && /compileall|UV_COMPILE_BYTECODE|--compile/.test(source))) return;
      if ([...stage.earlier, stage].some(({ end }) => end.environment('UV_COMPILE_BYTECODE') !== undefined)) return;
      if (startCommands(stage).some(({ name, args }) => /^python/.test(name) && args.some(({ value }) => /^-[A-Za-z]*B/.test(value))))
        return;
      if (isDevContainer(ctx)) return;
      ctx.report({
        at: from.image.span,
        message:
          'Python writes `__pycache__` folders into the container as it runs, and cannot on a read-only root. `PYTHONDONTWRITEBYTECODE=1` turns that off.',
        fix: () => ({ title: 'Set `PYTHONDONTWRITEBYTECODE=1`', edits: [environmentEdit(ctx.text, stage, 'PYTHONDONTWRITEBYTECODE')] }),
      });
    },
  },
});
