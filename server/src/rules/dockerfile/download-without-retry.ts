import { defineRule } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import type { Stage } from '../../languages/dockerfile/model.js';
import { hasOption } from '../../languages/dockerfile/options.js';
import { isExecForm } from '../shared/runEdits.js';
import page from './download-without-retry.md';

export default defineRule({
  id: 'dockerfile/download-without-retry',
  language: 'dockerfile',
  severity: 'hint',
  presets: [],
  since: '0.4.0',
  aliases: ['tally:tally/prefer-curl-config'],
  fix: 'safe',
  page,
  check: {
    Command: {
      curl(command, ctx) {
        if (hasOption(command, '--retry', '-K', '--config', '-V', '--version', '-h', '--help')) return;
        const url = command.args.find(({ value }) => /^(?:https?|ftp):\/\//.test(value));
        if (url === undefined || /:\/\/(?:localhost|127\.|\[::1\])/.test(url.value) || isConfigured(command.run.stage)) return;
        ctx.report({
          at: command.nameWord.span,
          message: '`curl` gives up at the first answer that it does not like; with `--retry` it tries again.',
          fix: () =>
            isExecForm(command) ? undefined : { title: 'Add `--retry 5`', edits: [insert(command.nameWord.span.end, ' --retry 5')] },
        });
      },
    },
  },
});

/** A configuration file of curl's in the stage, or in what it is built on. */
function isConfigured(stage: Stage | undefined): boolean {
  for (let at = stage; at !== undefined; at = at.parent)
    if (at.end.environment('CURL_HOME') !== undefined || at.instructions.some(({ source }) => /curlrc/.test(source))) return true;
  return false;
}
