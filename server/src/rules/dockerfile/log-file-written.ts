import { defineRule } from '../../engine/rule/define.js';
import type { ShellCommand, ShellWord } from '../../languages/dockerfile/model.js';
import { optionValue } from '../../languages/dockerfile/options.js';
import { startCommands } from '../../languages/dockerfile/startCommand.js';
import page from './log-file-written.md';

export default defineRule({
  id: 'dockerfile/log-file-written',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'none',
  page,
  check: {
    Stage(stage, ctx) {
      if (!stage.isFinal) return;
      for (const command of startCommands(stage)) {
        const target = logFile(command);
        if (target === undefined) continue;
        ctx.report({
          at: target.span,
          message: `What goes to \`${target.value}\` is not in \`docker logs\` or \`kubectl logs\`, fills the container's disk, and is gone with it.`,
        });
        return;
      }
    },
  },
});

function logFile(command: ShellCommand): ShellWord | undefined {
  const redirect = command.redirects.find(({ operator, target }) => /^(?:\d*|&)>>?(?:\|)?$/.test(operator) && isFile(target));
  if (redirect !== undefined && /\.log$|^\/var\/log\//.test(redirect.target?.value ?? '')) return redirect.target;
  const option = optionValue(command, '--log-file', '--logfile', '--access-logfile', '--error-logfile', '--access-log', '--error-log');
  return option !== undefined && isFile(option) && /[./]/.test(option.value) ? option : undefined;
}

const isFile = (word: ShellWord | undefined): boolean =>
  word !== undefined && word.literal && !/^(?:-|\/dev\/|\/proc\/|&?\d$)/.test(word.value);
