import { defineRule } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import { hasOption } from '../../languages/dockerfile/options.js';
import page from './wget-progress-shown.md';

export default defineRule({
  id: 'dockerfile/wget-progress-shown',
  language: 'dockerfile',
  severity: 'hint',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['hadolint:DL3047', 'tally:hadolint/DL3047'],
  fix: 'safe',
  page,
  check: {
    Command: {
      wget(command, ctx) {
        // BusyBox's wget has another set of options.
        if (command.run.before.shell.kind === 'ash' || command.run.stage?.base.facts?.shell === 'busybox') return;
        if (hasOption(command, '-q', '--quiet', '--progress', '-o', '--output-file', '-a', '--append-output', '-V', '--version')) return;
        if (command.args.some(({ value }) => /^-[a-zA-Z]*nv|^--no-verbose$|^--progress/.test(value))) return;
        ctx.report({
          at: command.nameWord.span,
          message: '`wget` writes a line of progress for every 50 KB into the build log.',
          fix: () => ({ title: 'Add `--progress=dot:giga`', edits: [insert(command.nameWord.span.end, ' --progress=dot:giga')] }),
        });
      },
    },
  },
});
