import { defineRule } from '../../engine/rule/define.js';
import { ignoreMatcher } from '../../languages/dockerignore/match.js';
import { appendLines, contextNames, copied, dockerfileNeeds, reportLack } from '../shared/ignorePatterns.js';
import { pythonMarker } from '../shared/ignoreTemplates.js';
import page from './dependencies-not-ignored.md';

export default defineRule({
  id: 'dockerignore/dependencies-not-ignored',
  language: 'dockerignore',
  severity: 'info',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'safe',
  page,
  check: {
    File(file, ctx) {
      const names = contextNames(ctx.near);
      if (names === undefined) return;
      const matcher = ignoreMatcher(file.patterns);
      const open = folders
        .filter(({ name, marker }) => names.includes(`${name}/`) || (marker !== undefined && names.some((other) => marker.test(other))))
        .map(({ name }) => name)
        .filter((name) => !matcher.isIgnored(`${name}/x`) && !dockerfileNeeds(ctx.near, copied(name)));
      if (open.length === 0) return;
      reportLack(file, ctx, {
        message: `${open.map((name) => `\`${name}\``).join(' and ')} ${open.length > 1 ? 'are' : 'is'} not left out: what was installed for this machine goes to the builder and over what the image installs.`,
        fix: { title: `Ignore ${open.map((name) => `\`${name}\``).join(', ')}`, edits: [appendLines(file.text, open)] },
      });
    },
  },
});

/** Folders that an installer fills, with the file that says that there will be one. */
const folders: readonly { readonly name: string; readonly marker?: RegExp }[] = [
  { name: 'node_modules', marker: /^package\.json$/ },
  { name: '.venv', marker: pythonMarker },
  { name: 'venv' },
  { name: 'env' },
  { name: 'bower_components' },
];
