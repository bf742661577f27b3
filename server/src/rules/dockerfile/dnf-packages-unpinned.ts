import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import { packageCall } from '../shared/osPackages.js';
import page from './dnf-packages-unpinned.md';

export default defineRule({
  id: 'dockerfile/dnf-packages-unpinned',
  language: 'dockerfile',
  severity: 'info',
  presets: [],
  since: '0.1.0',
  aliases: ['hadolint:DL3033', 'hadolint:DL3041'],
  fix: 'none',
  page,
  check: {
    Command: { yum: check, dnf: check, microdnf: check, tdnf: check },
  },
});

function check(command: RunCommand, ctx: RuleContext): void {
  // A group has no version.
  if (command.args.some(({ value }) => /^(?:groups?|grp)$/.test(value))) return;
  for (const word of packageCall(command, 'install', 'in')?.packages ?? []) {
    const { value } = word;
    // name-version-release, a file, a URL, a group, or a name that a variable decides.
    if (/[$`*]/.test(value) || /^[./@]|:\/\/|\.rpm$/.test(value) || /-\d/.test(value) || /[=<>:]/.test(value)) continue;
    ctx.report({ at: word.span, message: `\`${value}\` has no version, so each build takes the one that the repositories name that day.` });
  }
}
