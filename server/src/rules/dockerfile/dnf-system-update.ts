import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import { packageCall } from '../shared/osPackages.js';
import page from './dnf-system-update.md';

export default defineRule({
  id: 'dockerfile/dnf-system-update',
  language: 'dockerfile',
  severity: 'info',
  presets: [],
  since: '0.1.0',
  aliases: ['semgrep:avoid-yum-update', 'semgrep:avoid-dnf-update'],
  fix: 'none',
  page,
  check: {
    Command: { yum: check, dnf: check, dnf5: check, microdnf: check, tdnf: check },
  },
});

function check(command: RunCommand, ctx: RuleContext): void {
  const call = packageCall(command, 'update', 'upgrade', 'distro-sync');
  // With names it updates those packages alone.
  if (call === undefined || call.packages.length > 0) return;
  ctx.report({
    at: call.verb.span,
    message: `\`${command.name} ${call.verb.value}\` updates the whole system: the image depends on the day of the build. A newer base image brings the same updates.`,
  });
}
