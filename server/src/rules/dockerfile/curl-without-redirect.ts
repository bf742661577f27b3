import { defineRule } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import { hasOption } from '../../languages/dockerfile/options.js';
import page from './curl-without-redirect.md';

export default defineRule({
  id: 'dockerfile/curl-without-redirect',
  language: 'dockerfile',
  severity: 'info',
  presets: ['strict'],
  since: '0.1.0',
  aliases: ['tally:tally/curl-should-follow-redirects'],
  fix: 'review',
  page,
  check: {
    Command: {
      curl(command, ctx) {
        if (
          hasOption(
            command,
            '-L',
            '--location',
            '--location-trusted',
            '-V',
            '--version',
            '-h',
            '--help',
            '-I',
            '--head',
            '-K',
            '--config',
            '-X',
            '--request',
            '-d',
            '--data',
          )
        )
          return;
        const url = command.args.find(({ value }) => /^https?:\/\//.test(value));
        if (url === undefined || /^https?:\/\/(?:localhost|127\.|\[::1\])/.test(url.value)) return;
        ctx.report({
          at: command.nameWord.span,
          message: '`curl` stops at a redirect: when the file moves, the answer of the old address is taken for it.',
          fix: () => ({ title: 'Add `--location`', edits: [insert(command.nameWord.span.end, ' --location')] }),
        });
      },
    },
  },
});
