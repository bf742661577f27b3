import { defineRule } from '../../engine/rule/define.js';
import { ignoreMatcher } from '../../languages/dockerignore/match.js';
import { appendLines, contextNames, copied, dockerfileNeeds, reportLack } from '../shared/ignorePatterns.js';
import { pythonMarker } from '../shared/ignoreTemplates.js';
import page from './caches-not-ignored.md';

export default defineRule({
  id: 'dockerignore/caches-not-ignored',
  language: 'dockerignore',
  severity: 'hint',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'safe',
  page,
  check: {
    File(file, ctx) {
      const names = contextNames(ctx.near);
      if (names === undefined) return;
      const matcher = ignoreMatcher(file.patterns);
      const open = caches.filter(
        ({ name, example, marker }) =>
          (names.includes(`${name}/`) || (marker !== undefined && names.some((other) => marker.test(other)))) &&
          !matcher.isIgnored(example ?? `${name}/x`) &&
          !dockerfileNeeds(ctx.near, copied(name)),
      );
      if (open.length === 0) return;
      const shown = open.map(({ name }) => `\`${name}\``).join(', ');
      // `__pycache__` alone works in `.gitignore` at any depth; here it does not.
      const rootOnly = open.find(({ name, example }) => example !== undefined && matcher.isIgnored(`${name}/x.pyc`));
      reportLack(file, ctx, {
        message:
          rootOnly !== undefined && open.length === 1
            ? `${shown} is left out in the top folder alone: a pattern without \`**/\` does not reach folders below.`
            : `${shown} ${open.length > 1 ? 'are' : 'is'} not left out: each run changes the context, and \`COPY . .\` is built anew.`,
        fix: {
          title: `Ignore ${shown}`,
          edits: [
            appendLines(
              file.text,
              open.map(({ name, pattern }) => pattern ?? name),
            ),
          ],
        },
      });
    },
  },
});

interface Cache {
  readonly name: string;
  /** What to write; the name where absent. */
  readonly pattern?: string;
  /** A path that must be left out; something in the folder where absent. */
  readonly example?: string;
  /** A file that says that the cache comes with the first run; without one the folder must be there. */
  readonly marker?: RegExp;
}

const caches: readonly Cache[] = [
  { name: '__pycache__', pattern: '**/__pycache__', example: 'app/__pycache__/main.cpython-313.pyc', marker: pythonMarker },
  { name: '.pytest_cache' },
  { name: '.mypy_cache' },
  { name: '.ruff_cache' },
  { name: '.tox' },
  { name: '.nox' },
  { name: 'htmlcov' },
  { name: '.next' },
  { name: '.nuxt' },
  { name: '.turbo' },
  { name: '.parcel-cache' },
  { name: '.gradle' },
  { name: '.terraform' },
  { name: 'target', marker: /^Cargo\.toml$/ },
];
