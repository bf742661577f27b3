import { defineRule } from '../../engine/rule/define.js';
import page from './no-start-command.md';

export default defineRule({
  id: 'dockerfile/no-start-command',
  language: 'dockerfile',
  severity: 'hint',
  presets: [],
  since: '0.1.0',
  fix: 'none',
  page,
  check: {
    Stage(stage, ctx) {
      if (!stage.isFinal || stage.from?.image === undefined || stage.cmd !== undefined || stage.entrypoint !== undefined) return;
      // A base that is known to be made for building on leaves the command to others.
      if (stage.instructions.some(({ kind }) => kind === 'ONBUILD')) return;
      ctx.report({
        at: stage.from.image.span,
        message: 'Neither CMD nor ENTRYPOINT: a container starts what the base image names, often a shell.',
      });
    },
  },
});
