import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import { aptAssumesYes, packageCall } from '../shared/osPackages.js';
import { argumentBehind } from '../shared/runEdits.js';
import page from './apt-without-yes.md';

export default defineRule({
  id: 'dockerfile/apt-without-yes',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: [
    'hadolint:DL3014',
    'trivy:DS-0021',
    'dockerfilelint:apt-get_missing_param',
    'semgrep:missing-assume-yes-switch',
    'tally:hadolint/DL3014',
  ],
  fix: 'safe',
  page,
  check: {
    Command: { 'apt-get': check, apt: check },
  },
});

function check(command: RunCommand, ctx: RuleContext): void {
  const call = packageCall(command, 'install', 'build-dep', 'reinstall');
  if (call === undefined || aptAssumesYes(command)) return;
  // `yes | apt-get install` answers too.
  if (command.pipeline.index > 0 || command.redirects.some(({ operator }) => operator.startsWith('<'))) return;
  ctx.report({
    at: call.verb.span,
    message: `\`${command.name} ${call.verb.value}\` asks before it installs, and a build has nobody who answers.`,
    fix: () => ({ title: 'Add `-y`', edits: [argumentBehind(command, call.verb, '-y')] }),
  });
}
