import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import { packageCall } from '../shared/osPackages.js';
import page from './apt-packages-unpinned.md';

export default defineRule({
  id: 'dockerfile/apt-packages-unpinned',
  language: 'dockerfile',
  severity: 'info',
  presets: [],
  since: '0.1.0',
  aliases: ['hadolint:DL3008'],
  fix: 'none',
  page,
  check: {
    Command: { 'apt-get': check, apt: check },
  },
});

function check(command: RunCommand, ctx: RuleContext): void {
  for (const word of packageCall(command, 'install')?.packages ?? []) {
    const { value } = word;
    // A version, a target release, a file, a removal, or a name that a variable decides.
    if (/[=/$`]|[+-]$/.test(value) || /\.deb$/.test(value) || !/^[a-z0-9]/i.test(value)) continue;
    ctx.report({ at: word.span, message: `\`${value}\` has no version, so each build takes the one that the lists name that day.` });
  }
}
