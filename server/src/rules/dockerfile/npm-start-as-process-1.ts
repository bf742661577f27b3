import { defineRule } from '../../engine/rule/define.js';
import { startCommands } from '../../languages/dockerfile/startCommand.js';
import page from './npm-start-as-process-1.md';

export default defineRule({
  id: 'dockerfile/npm-start-as-process-1',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'none',
  page,
  check: {
    Stage(stage, ctx) {
      if (!stage.isFinal || stage.base.facts?.runtime === undefined) return;
      const [first, second] = startCommands(stage);
      if (first === undefined || second !== undefined || !/^(?:npm|yarn|pnpm)$/.test(first.name)) return;
      const words = first.args.map(({ value }) => value).filter((value) => !value.startsWith('-') && value !== 'run');
      if (words[0] === undefined || /^(?:dev|develop|watch|start:dev)$/.test(words[0])) return;
      // A shell that keeps the program as its child is process 1 itself: `shell-form-start-command` tells of it.
      const start = stage.entrypoint ?? stage.cmd;
      if (start?.form === 'shell' && stage.base.facts.shell === 'dash' && !/\bexec\s/.test(start.rest.text)) return;
      ctx.report({
        at: first.nameWord.span,
        message: `\`${first.name}\` becomes process 1 and starts the program through a shell, so SIGTERM reaches the program late or not at all; \`node\` with the file that the script names does not.`,
      });
    },
  },
});
