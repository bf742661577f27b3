import { defineRule } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import { operands } from '../../languages/dockerfile/options.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import { pipInstall } from '../shared/languagePackages.js';
import page from './cache-mount-possible.md';

export default defineRule({
  id: 'dockerfile/cache-mount-possible',
  language: 'dockerfile',
  severity: 'hint',
  presets: ['strict'],
  since: '0.1.0',
  aliases: ['tally:tally/prefer-package-cache-mounts'],
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
            edits: [insert(run.keyword.span.end, ` --mount=type=cache,target=${folder}`)],
          }),
        });
        return;
      }
    },
  },
});

/** Where the managers keep downloads when root calls them, after each one's documentation. */
function cacheFolder(command: RunCommand): string | undefined {
  if (!/^(?:pip[\d.]*|python[\d.]*|uv|npm|go|cargo|mvn|composer)$/.test(command.name)) return undefined;
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
    case 'composer':
      return verb === 'install' ? '/root/.cache/composer' : undefined;
    default:
      return undefined;
  }
}
