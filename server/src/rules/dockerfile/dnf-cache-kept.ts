import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import { appendToRun, laterCommands, mountsAny, packageCall } from '../shared/osPackages.js';
import page from './dnf-cache-kept.md';

export default defineRule({
  id: 'dockerfile/dnf-cache-kept',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['hadolint:DL3032', 'hadolint:DL3040', 'trivy:DS-0015', 'trivy:DS-0019', 'trivy:DS-0027', 'semgrep:missing-dnf-clean-all'],
  fix: 'safe',
  page,
  check: {
    Command: { yum: check, dnf: check, microdnf: check, tdnf: check },
  },
});

const installing = ['install', 'in', 'upgrade-minimal', 'groupinstall', 'localinstall', 'reinstall', 'update', 'upgrade', 'builddep'];

function check(command: RunCommand, ctx: RuleContext): void {
  const call = packageCall(command, ...installing);
  if (call === undefined) return;
  if (mountsAny(command.run, `/var/cache/${command.name}`, '/var/cache/dnf', '/var/cache/yum', '/var/cache/libdnf5')) return;
  const later = laterCommands(command);
  if (later.some((other) => cleans(other))) return;
  // The last of several calls carries the finding: one clean-up cures all.
  if (later.some((other) => other.name === command.name && packageCall(other, ...installing) !== undefined)) return;
  const words = `${command.name} clean all`;
  ctx.report({
    at: call.verb.span,
    message: `\`${command.name} ${call.verb.value}\` leaves its metadata and packages in this layer.`,
    fix: () => {
      const edits = appendToRun(ctx.text, command.run, words);
      return edits === undefined ? undefined : { title: `Append \`${words}\``, edits };
    },
  });
}

function cleans(command: RunCommand): boolean {
  if (/^(?:yum|dnf|microdnf|tdnf)$/.test(command.name)) return packageCall(command, 'clean') !== undefined;
  return command.name === 'rm' && command.args.some(({ value }) => /^\/var\/cache\/(?:yum|dnf|libdnf5|tdnf)?(?:\/\*?)?\*?$/.test(value));
}
