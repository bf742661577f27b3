import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import page from './apt-instead-of-apt-get.md';

export default defineRule({
  id: 'dockerfile/apt-instead-of-apt-get',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['hadolint:DL3027', 'checkov:CKV_DOCKER_9', 'semgrep:prefer-apt-get', 'tally:hadolint/DL3027'],
  fix: 'safe',
  page,
  check: {
    Command: {
      apt(command, ctx) {
        const [verb] = command.args.filter(({ value }) => !value.startsWith('-'));
        const twin = twins[verb?.value ?? ''];
        const isBare = command.nameWord.text === 'apt';
        ctx.report({
          at: command.nameWord.span,
          message:
            '`apt` is made for people at a terminal: its options and output may change with any release. Scripts use `apt-get` and `apt-cache`.',
          fix: () =>
            twin === undefined || !isBare ? undefined : { title: `Use \`${twin}\``, edits: [replace(command.nameWord.span, twin)] },
        });
      },
    },
  },
});

/** Sub-commands that mean the same in the stable programs: apt(8), apt-get(8), apt-cache(8). */
const twins: Readonly<Record<string, string>> = {
  install: 'apt-get',
  update: 'apt-get',
  upgrade: 'apt-get',
  remove: 'apt-get',
  purge: 'apt-get',
  autoremove: 'apt-get',
  clean: 'apt-get',
  autoclean: 'apt-get',
  'dist-upgrade': 'apt-get',
  source: 'apt-get',
  'build-dep': 'apt-get',
  download: 'apt-get',
  search: 'apt-cache',
  show: 'apt-cache',
  depends: 'apt-cache',
  policy: 'apt-cache',
};
