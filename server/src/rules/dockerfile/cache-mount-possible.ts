import { defineRule } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import { operands } from '../../languages/dockerfile/options.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import { bundleInstall } from '../shared/bundler.js';
import { packageCall } from '../shared/osPackages.js';
import { pipInstall } from '../shared/languagePackages.js';
import page from './cache-mount-possible.md';

export default defineRule({
  id: 'dockerfile/cache-mount-possible',
  language: 'dockerfile',
  severity: 'hint',
  presets: ['strict'],
  since: '0.1.0',
  aliases: ['tally:tally/prefer-package-cache-mounts', 'tally:tally/ruby/prefer-bundler-cache-mount'],
  fix: 'review',
  page,
  check: {
    Run(run, ctx) {
      if (run.form === 'exec' || run.mounts.some(({ type }) => type === 'cache') || run.before.shell.kind === 'none') return;
      for (const command of run.commands) {
        const folder = cacheFolder(command);
        if (folder === undefined) continue;
        ctx.report({
          at: command.nameWord.span,
          message: `A cache mount on \`${folder}\` keeps \`${command.name}\`'s downloads between builds without a trace in the image.`,
          fix: () => ({
            title: `Mount a cache on ${folder}`,
            edits: [insert(run.keyword.span.end, mountsOf(folder))],
          }),
        });
        return;
      }
    },
  },
});

const managers: ReadonlySet<string> = new Set(
  'uv npm go cargo mvn composer bundle yarn pnpm bun dotnet apt-get apt apk dnf dnf5 microdnf yum zypper'.split(' '),
);

/** Where the managers keep downloads when root calls them, after each one's documentation. */
function cacheFolder(command: RunCommand): string | undefined {
  if (!managers.has(command.name) && !/^(?:pip|python)[\d.]*$/.test(command.name)) return undefined;
  // With the cache switched off there is nothing to keep.
  if (command.args.some(({ value }) => value === '--no-cache-dir' || value === '--no-cache')) return undefined;
  const verb = operands(command)[0]?.value ?? '';
  if (pipInstall(command) !== undefined)
    return command.run.before.environment('PIP_NO_CACHE_DIR') === undefined ? '/root/.cache/pip' : undefined;
  switch (command.name) {
    case 'uv':
      return /^(?:sync|pip)$/.test(verb) ? '/root/.cache/uv' : undefined;
    case 'npm':
      return /^(?:ci|install|i)$/.test(verb) ? '/root/.npm' : undefined;
    case 'go':
      return verb === 'build' || verb === 'mod' || verb === 'install' ? '/go/pkg/mod' : undefined;
    case 'cargo':
      return verb === 'build' || verb === 'fetch' ? '/usr/local/cargo/registry' : undefined;
    case 'mvn':
      return '/root/.m2';
    case 'bundle':
      return bundleInstall(command) === undefined ? undefined : '/usr/local/bundle/cache';
    case 'yarn':
      return verb === '' || verb === 'install' ? '/usr/local/share/.cache/yarn' : undefined;
    case 'pnpm':
      return verb === 'install' || verb === 'i' || verb === 'fetch' ? '/root/.local/share/pnpm/store' : undefined;
    case 'bun':
      return verb === 'install' || verb === 'i' ? '/root/.bun/install/cache' : undefined;
    case 'dotnet':
      return /^(?:restore|build|publish)$/.test(verb) ? '/root/.nuget/packages' : undefined;
    case 'composer':
      return verb === 'install' ? '/root/.cache/composer' : undefined;
    default:
      return systemCache(command);
  }
}

const systemCaches: Readonly<Record<string, string>> = {
  'apt-get': '/var/cache/apt',
  apt: '/var/cache/apt',
  apk: '/etc/apk/cache',
  dnf: '/var/cache/dnf',
  dnf5: '/var/cache/libdnf5',
  microdnf: '/var/cache/dnf',
  yum: '/var/cache/yum',
  zypper: '/var/cache/zypp',
};

/** apt and the lists that it reads; both take one process at a time. */
const mountsOf = (folder: string): string =>
  folder === '/var/cache/apt'
    ? ` --mount=type=cache,target=${folder},sharing=locked --mount=type=cache,target=/var/lib/apt,sharing=locked`
    : ` --mount=type=cache,target=${folder}`;

/** Distributions' packages; a RUN that cleans up has decided for the other way. */
function systemCache(command: RunCommand): string | undefined {
  const folder = systemCaches[command.name];
  if (folder === undefined || packageCall(command, 'install', 'add', 'in') === undefined) return undefined;
  const isCleaned = command.siblings.some(
    ({ name, args }) => name === 'rm' || args.some(({ value }) => /^(?:clean|autoclean|cc|dist-clean)$/.test(value)),
  );
  return isCleaned ? undefined : folder;
}
