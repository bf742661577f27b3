import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import { packageCall } from '../shared/osPackages.js';
import page from './apt-dist-upgrade.md';

export default defineRule({
  id: 'dockerfile/apt-dist-upgrade',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['trivy:DS-0024', 'dockle:DKL-DI-0003', 'dockerfilelint:apt-get-dist-upgrade'],
  fix: 'none',
  page,
  check: {
    Command: { 'apt-get': check, apt: check, aptitude: check },
  },
});

function check(command: RunCommand, ctx: RuleContext): void {
  const call = packageCall(command, 'dist-upgrade', 'full-upgrade');
  if (call === undefined) return;
  ctx.report({
    at: call.verb.span,
    message: `\`${command.name} ${call.verb.value}\` may replace and remove packages of the base image; a newer base image is the way to a newer release.`,
  });
}
