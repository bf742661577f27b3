import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import { hasOption } from '../../languages/dockerfile/options.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import { packageCall } from '../shared/osPackages.js';
import { argumentBehind } from '../shared/runEdits.js';
import page from './dnf-without-yes.md';

export default defineRule({
  id: 'dockerfile/dnf-without-yes',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: [
    'hadolint:DL3030',
    'hadolint:DL3038',
    'semgrep:missing-yum-assume-yes-switch',
    'semgrep:missing-dnf-assume-yes-switch',
    'tally:hadolint/DL3030',
    'tally:hadolint/DL3038',
  ],
  fix: 'safe',
  page,
  check: {
    Command: { yum: check, dnf: check, dnf5: check, microdnf: check, tdnf: check },
  },
});

function check(command: RunCommand, ctx: RuleContext): void {
  const call = packageCall(command, 'install', 'in', 'groupinstall', 'localinstall', 'reinstall');
  if (call === undefined || hasOption(command, '-y', '--assumeyes', '--yes') || command.pipeline.index > 0) return;
  ctx.report({
    at: call.verb.span,
    message: `\`${command.name} ${call.verb.value}\` asks before it installs, and a build has nobody who answers.`,
    fix: () => ({ title: 'Add `-y`', edits: [argumentBehind(command, call.verb, '-y')] }),
  });
}
