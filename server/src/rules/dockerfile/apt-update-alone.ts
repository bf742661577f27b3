import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import type { Fix, RuleContext } from '../../engine/rule/define.js';
import type { RunCommand, RunInstruction } from '../../languages/dockerfile/model.js';
import { laterCommands, mountsAny, packageCall } from '../shared/osPackages.js';
import { isScript } from '../shared/packageManagers.js';
import { escapeOf } from '../shared/runEdits.js';
import page from './apt-update-alone.md';

export default defineRule({
  id: 'dockerfile/apt-update-alone',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['trivy:DS-0017', 'checkov:CKV_DOCKER_5', 'dockle:CIS-DI-0007', 'dockerfilelint:apt-get-update_require_install'],
  fix: 'review',
  page,
  check: {
    Command: {
      'apt-get': check,
      apt: check,
      apk: check,
      yum: check,
      dnf: check,
      dnf5: check,
      microdnf: check,
      zypper: check,
      aptitude: check,
    },
  },
});

/** `yum update` and `dnf update` upgrade the system; these only fetch an index. */
const refreshVerbs: Readonly<Record<string, readonly string[]>> = {
  zypper: ['refresh', 'ref', 'update', 'up'],
  yum: ['makecache', 'check-update', 'update'],
  dnf: ['makecache', 'check-update', 'update'],
  dnf5: ['makecache', 'check-upgrade', 'update'],
  microdnf: ['makecache'],
};
const indexes = [
  '/var/lib/apt/lists',
  '/var/cache/apk',
  '/etc/apk/cache',
  '/var/cache/dnf',
  '/var/cache/libdnf5',
  '/var/cache/yum',
  '/var/cache/zypp',
];
const installing =
  /^(?:install|add|in|upgrade|dist-upgrade|full-upgrade|build-dep|dup|patch|satisfy|source|download|reinstall|groupinstall|localinstall|fix)$/;

function check(command: RunCommand, ctx: RuleContext): void {
  const call = packageCall(command, ...(refreshVerbs[command.name] ?? ['update']));
  if (call === undefined) return;
  const family = command.name.startsWith('apt') ? ['apt-get', 'apt', 'aptitude'] : [command.name];
  if (command.args.some(({ value }) => installing.test(value)) || laterCommands(command).some((later) => uses(later, family))) return;
  // What a script installs is not in the file.
  if (laterCommands(command).some((later) => isScript(later))) return;
  // A mount keeps the index between builds, so it does not grow old with the layer.
  if (mountsAny(command.run, ...indexes)) return;
  ctx.report({
    at: { start: command.nameWord.span.start, end: call.verb.span.end },
    message: `\`${command.name} ${call.verb.value}\` stands in a RUN without an install: Docker caches its layer, and a later install works with an old package index.`,
    fix: () => mergeWithNext(ctx.text, command, family),
  });
}

function uses(command: RunCommand, family: readonly string[]): boolean {
  return family.includes(command.name) && command.args.some(({ value }) => installing.test(value));
}

/** Joins the RUN with the install in the RUN right behind it. */
function mergeWithNext(text: string, command: RunCommand, family: readonly string[]): Fix | undefined {
  const { run } = command;
  const next = run.stage?.instructions.find((instruction) => instruction.index === run.index + 1);
  if (next?.kind !== 'RUN' || !isPlain(run) || !isPlain(next)) return undefined;
  const chain = next.script()?.commands ?? [];
  // Behind `&&`, a chain of other operators would mean something else.
  if (chain.some(({ depth, joinedBy }) => depth === 0 && joinedBy !== undefined && !/^(?:&&|\|)$/.test(joinedBy))) return undefined;
  const last = command.siblings.at(-1) ?? command;
  if (/[#;&|]/.test(text.slice(last.span.end, run.rest.span.end))) return undefined;
  if (!chain.some((other) => uses({ ...other, run: next, siblings: [] }, family))) return undefined;
  const between = text.slice(run.span.end, next.span.start);
  // A comment between the two would change its place.
  if (between.trim() !== '') return undefined;
  const eol = between.startsWith('\r\n') ? '\r\n' : '\n';
  return {
    title: 'Merge with the RUN below',
    edits: [replace({ start: run.span.end, end: next.rest.span.start }, ` ${escapeOf(text)}${eol}    && `)],
  };
}

const isPlain = (run: RunInstruction): boolean =>
  run.form === 'shell' && run.heredocs.length === 0 && run.flags.length === 0 && run.onbuild === undefined;
