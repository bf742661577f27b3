import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import { leavesFiles } from '../shared/layers.js';
import { laterCommands, mountsAny, packageCall } from '../shared/osPackages.js';
import { isApt, laterUseOfLists, removesFolder } from '../shared/packageManagers.js';
import { appendCleanup } from '../shared/runEdits.js';
import page from './apt-lists-kept.md';

export default defineRule({
  id: 'dockerfile/apt-lists-kept',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: [
    'hadolint:DL3009',
    'dockle:DKL-DI-0005',
    'dockerfilelint:apt-get_missing_rm',
    'semgrep:remove-package-lists',
    'semgrep:remove-package-cache',
  ],
  fix: 'safe',
  page,
  check: {
    Run({ commands }, ctx) {
      // One layer keeps the lists once, however often they are fetched.
      for (const command of commands) if (isApt(command) && tells(command, ctx)) return;
    },
  },
});

const cleanup = 'rm -rf /var/lib/apt/lists/*';
const lists = '/var/lib/apt/lists';
const archives = '/var/cache/apt/archives';

/** Whether something was found. */
function tells(command: RunCommand, ctx: RuleContext): boolean {
  const call = packageCall(command, 'update');
  if (call === undefined) return false;
  const later = laterCommands(command);
  if (mountsAny(command.run, lists)) {
    if (!leavesFiles(command.run) || !keepsArchives(command, later)) return false;
    ctx.report({
      at: call.verb.span,
      message:
        'The mount keeps the package lists out of the layer, but not the packages: with `docker-clean` gone they stay in `/var/cache/apt`.',
    });
    return true;
  }
  if (removesFolder(later, lists) || later.some((other) => isApt(other) && packageCall(other, 'dist-clean', 'distclean') !== undefined))
    return false;
  if (!leavesFiles(command.run)) return false;
  ctx.report({
    at: call.verb.span,
    message: `The package lists that \`${command.name} update\` fetched stay in this layer; a later RUN cannot remove them any more.`,
    fix: () => {
      const use = laterUseOfLists(command);
      const edits = use === 'install' ? undefined : appendCleanup(ctx.text, command, cleanup);
      if (edits === undefined) return undefined;
      return { title: `Append \`${cleanup}\``, edits, safety: use === 'perhaps' ? 'review' : 'safe' };
    },
  });
  return true;
}

/** The images of Debian and Ubuntu delete downloaded packages by a hook in `docker-clean`; without it they stay. */
function keepsArchives(command: RunCommand, later: readonly RunCommand[]): boolean {
  const { run } = command;
  if (mountsAny(run, archives) || removesFolder(later, archives)) return false;
  if (later.some((other) => isApt(other) && packageCall(other, 'clean') !== undefined)) return false;
  if (!later.some((other) => isApt(other) && packageCall(other, 'install', 'upgrade', 'dist-upgrade') !== undefined)) return false;
  return (run.stage?.instructions ?? []).some(
    (other) => other.kind === 'RUN' && other.index <= run.index && /\brm\b[^;&|]*\/docker-clean\b/.test(other.source),
  );
}
