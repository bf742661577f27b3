import { defineRule } from '../../engine/rule/define.js';
import { ignoreMatcher } from '../../languages/dockerignore/match.js';
import { appendLines, contextNames, copied, dockerfileNeeds, reportLack } from '../shared/ignorePatterns.js';
import page from './vcs-not-ignored.md';

export default defineRule({
  id: 'dockerignore/vcs-not-ignored',
  language: 'dockerignore',
  severity: 'info',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'safe',
  page,
  check: {
    File(file, ctx) {
      const matcher = ignoreMatcher(file.patterns);
      const names = contextNames(ctx.near);
      // Without a disk the repository is taken for a Git one.
      const found = names === undefined ? '.git' : ['.git', '.hg', '.svn'].find((name) => names.includes(`${name}/`));
      if (found === undefined || matcher.isIgnored(`${found}/config`)) return;
      if (dockerfileNeeds(ctx.near, copied(found)) || dockerfileNeeds(ctx.near, usesHistory)) return;
      reportLack(file, ctx, {
        message: `\`${found}\` is not left out: the whole history goes to the builder, and into the image with \`COPY . .\`.`,
        fix: { title: `Ignore \`${found}\``, edits: [appendLines(file.text, [found])] },
      });
    },
  },
});

/** A build that reads its version from the history. */
const usesHistory =
  /\bgit\s+(?:describe|rev-parse|log|show|status|submodule|rev-list)\b|\bscm\b|setuptools[-_]scm|hatch-vcs|\bgitversion\b|-buildvcs/i;
