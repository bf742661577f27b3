import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import { laterCommands, mountsAny, packageCall } from '../shared/osPackages.js';
import { removesFolder } from '../shared/packageManagers.js';
import { appendCleanup } from '../shared/runEdits.js';
import page from './dnf-cache-kept.md';

export default defineRule({
  id: 'dockerfile/dnf-cache-kept',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: [
    'hadolint:DL3032',
    'hadolint:DL3040',
    'trivy:DS-0015',
    'trivy:DS-0019',
    'trivy:DS-0027',
    'semgrep:missing-dnf-clean-all',
    'semgrep:missing-yum-clean-all',
  ],
  fix: 'safe',
  page,
  check: {
    Command: { yum: check, dnf: check, dnf5: check, microdnf: check, tdnf: check },
  },
});

const installing = ['install', 'in', 'upgrade-minimal', 'groupinstall', 'localinstall', 'reinstall', 'update', 'upgrade', 'builddep'];

function check(command: RunCommand, ctx: RuleContext): void {
  const call = packageCall(command, ...installing);
  if (call === undefined) return;
  if (mountsAny(command.run, `/var/cache/${command.name}`, '/var/cache/dnf', '/var/cache/yum', '/var/cache/libdnf5')) return;
  const later = laterCommands(command);
  if (later.some((other) => keyOf(other.name) === keyOf(command.name) && cleansAll(other))) return;
  if (caches.some((folder) => removesFolder(later, folder))) return;
  // The last of several calls carries the finding: one clean-up cures all.
  if (later.some((other) => other.name === command.name && packageCall(other, ...installing) !== undefined)) return;
  const words = `${command.name} clean all`;
  ctx.report({
    at: call.verb.span,
    message: `\`${command.name} ${call.verb.value}\` leaves its metadata and packages in this layer.`,
    fix: () => {
      const edits = appendCleanup(ctx.text, command, words);
      return edits === undefined ? undefined : { title: `Append \`${words}\``, edits };
    },
  });
}

const caches = ['/var/cache/dnf', '/var/cache/yum', '/var/cache/libdnf5', '/var/cache/tdnf'];

/** Where both exist, `yum` is another name of `dnf`, as `dnf5` is; microdnf and tdnf have caches of their own. */
const keyOf = (name: string): string => (name === 'yum' || name === 'dnf5' ? 'dnf' : name);

/** `clean all`, or both of its parts; what a variable says is believed. */
function cleansAll(command: RunCommand): boolean {
  const parts = packageCall(command, 'clean')?.packages ?? [];
  const has = (name: string): boolean => parts.some(({ value, literal }) => value === name || !literal);
  return has('all') || (has('metadata') && has('packages'));
}
