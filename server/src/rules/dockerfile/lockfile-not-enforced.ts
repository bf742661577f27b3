import { defineRule } from '../../engine/rule/define.js';
import { insert, replace } from '../../engine/text/span.js';
import { hasOption, operands } from '../../languages/dockerfile/options.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import { bundleInstall, bundlerSetting, isDevelopmentStage } from '../shared/bundler.js';
import { lineAbove } from '../shared/insertion.js';
import { npmInstall } from '../shared/languagePackages.js';
import page from './lockfile-not-enforced.md';

export default defineRule({
  id: 'dockerfile/lockfile-not-enforced',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['tally:tally/ruby/missing-bundle-deployment'],
  fix: 'review',
  page,
  check: {
    Command: {
      npm(command, ctx) {
        const install = npmInstall(command);
        if (install === undefined || install.packages.length > 0 || hasOption(command, '-g', '--global', '--location=global')) return;
        if (!mayHaveFile(command, ctx.near.exists('package-lock.json'), /package(?:-lock|\*)?\.json|npm-shrinkwrap/)) return;
        ctx.report({
          at: install.verb.span,
          message:
            '`npm install` may change the lock file and install other versions than the ones that were tested; `npm ci` takes exactly the lock file.',
          fix: () => ({ title: 'Use `npm ci`', edits: [replace(install.verb.span, 'ci')] }),
        });
      },
      uv(command, ctx) {
        const [verb] = operands(command);
        if (verb?.value !== 'sync' || hasOption(command, '--locked', '--frozen')) return;
        if (isSet(command, 'UV_LOCKED') || isSet(command, 'UV_FROZEN')) return;
        ctx.report({
          at: verb.span,
          message: '`uv sync` updates an outdated lock file while it builds; `--locked` stops the build instead.',
          fix: () => ({ title: 'Add `--locked`', edits: [insert(verb.span.end, ' --locked')] }),
        });
      },
      bundle(command, ctx) {
        const at = bundleInstall(command);
        if (at === undefined || hasOption(command, '--deployment', '--frozen') || isDevelopmentStage(command.run.stage)) return;
        if (bundlerSetting(command, 'deployment', 'frozen')) return;
        if (!copiesLock(command, ctx.near.exists('Gemfile.lock'))) return;
        ctx.report({
          at: at.span,
          message:
            '`bundle install` may change `Gemfile.lock` and install other versions than the ones that were tested; `BUNDLE_DEPLOYMENT=1` stops the build instead.',
          fix: () => ({ title: 'Set `BUNDLE_DEPLOYMENT=1`', edits: [lineAbove(ctx.text, command.run, 'ENV BUNDLE_DEPLOYMENT=1')] }),
        });
      },
      yarn(command, ctx) {
        const [verb] = operands(command);
        if (verb !== undefined && verb.value !== 'install') return;
        if (
          hasOption(command, '--frozen-lockfile', '--immutable', '--version', '--help', '-v') ||
          command.args.some(({ value }) => value.startsWith('--immutable'))
        )
          return;
        const at = verb ?? command.nameWord;
        ctx.report({
          at: at.span,
          message: '`yarn install` may rewrite `yarn.lock` and install other versions than the ones that were tested.',
          fix: () => [
            { title: 'Add `--frozen-lockfile` (Yarn 1)', edits: [insert(at.span.end, ' --frozen-lockfile')] },
            { title: 'Add `--immutable` (Yarn 2 and later)', edits: [insert(at.span.end, ' --immutable')] },
          ],
        });
      },
      pnpm(command, ctx) {
        const [verb, ...packages] = operands(command);
        if (!/^(?:install|i)$/.test(verb?.value ?? '') || verb === undefined || packages.length > 0) return;
        // pnpm enforces the lock file by itself where CI is set; an image build is not such a place.
        if (hasOption(command, '--frozen-lockfile', '-g', '--global', '--offline') || isSet(command, 'CI')) return;
        ctx.report({
          at: verb.span,
          message: '`pnpm install` may rewrite the lock file and install other versions than the ones that were tested.',
          fix: () => ({ title: 'Add `--frozen-lockfile`', edits: [insert(verb.span.end, ' --frozen-lockfile')] }),
        });
      },
    },
  },
});

function isSet(command: RunCommand, name: string): boolean {
  return command.run.before.declarationOf(name) !== undefined || command.assignments.some((assignment) => assignment.name === name);
}

/** The stage copies the lock file: by its name, or by a pattern where it lies on disk. */
function copiesLock(command: RunCommand, onDisk: boolean | undefined): boolean {
  const pattern = onDisk === false ? /(?:^|\/)Gemfile\.lock$/ : /(?:^|\/)Gemfile(?:\.lock|\*)/;
  return (command.run.stage?.instructions ?? []).some(
    (instruction) =>
      instruction.kind === 'COPY' &&
      instruction.index < command.run.index &&
      instruction.from === undefined &&
      instruction.sources.some(({ value }) => pattern.test(value) || (onDisk === true && /^\.\/?$/.test(value))),
  );
}

/** `npm ci` needs a lock file: one on disk decides, else what the stage copies. */
function mayHaveFile(command: RunCommand, onDisk: boolean | undefined, copied: RegExp): boolean {
  if (onDisk !== undefined) return onDisk;
  const { stage } = command.run;
  return (stage?.instructions ?? []).some(
    (instruction) =>
      instruction.kind === 'COPY' &&
      instruction.index < command.run.index &&
      instruction.sources.some(({ value }) => /(?:package-lock|package\*|npm-shrinkwrap)/.test(value) && copied.test(value)),
  );
}
