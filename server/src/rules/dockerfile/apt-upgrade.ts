import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import { packageCall } from '../shared/osPackages.js';
import page from './apt-upgrade.md';

export default defineRule({
  id: 'dockerfile/apt-upgrade',
  language: 'dockerfile',
  severity: 'info',
  presets: [],
  since: '0.1.0',
  aliases: ['dockerfilelint:apt-get-upgrade', 'semgrep:avoid-apt-get-upgrade'],
  fix: 'none',
  page,
  check: {
    Command: { 'apt-get': check, apt: check },
  },
});

function check(command: RunCommand, ctx: RuleContext): void {
  const call = packageCall(command, 'upgrade');
  if (call === undefined) return;
  ctx.report({
    at: call.verb.span,
    message: `\`${command.name} upgrade\` makes the image depend on the day of the build, and doubles what it replaces. A newer base image brings the same updates.`,
  });
}
