import { defineRule } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import { hasOption, operands } from '../../languages/dockerfile/options.js';
import page from './curl-without-fail.md';

export default defineRule({
  id: 'dockerfile/curl-without-fail',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'safe',
  page,
  check: {
    Command: {
      curl(command, ctx) {
        if (
          hasOption(
            command,
            '-f',
            '--fail',
            '--fail-with-body',
            '--fail-early',
            '-V',
            '--version',
            '-h',
            '--help',
            '-I',
            '--head',
            '-w',
            '--write-out',
            '-K',
            '--config',
          )
        )
          return;
        if (operands(command).length === 0 || command.conditional) return;
        // Only what is kept or run matters; an address alone may be a warm-up.
        const isKept =
          hasOption(command, '-o', '-O', '--output', '--remote-name') ||
          command.pipeline.length > 1 ||
          command.redirects.length > 0 ||
          command.substituted;
        if (!isKept) return;
        ctx.report({
          at: command.nameWord.span,
          message: '`curl` takes an error page for the file: without `--fail` a 404 ends up in the image and the build goes on.',
          fix: () => ({ title: 'Add `--fail`', edits: [insert(command.nameWord.span.end, ' --fail')] }),
        });
      },
    },
  },
});
