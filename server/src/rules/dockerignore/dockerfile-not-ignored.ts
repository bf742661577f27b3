import { defineRule } from '../../engine/rule/define.js';
import { isDockerfileName } from '../../languages/dockerfile/language.js';
import { ignoreMatcher } from '../../languages/dockerignore/match.js';
import { appendLines, contextNames, copied, dockerfileNeeds, isNeverWhole, reportLack } from '../shared/ignorePatterns.js';
import page from './dockerfile-not-ignored.md';

export default defineRule({
  id: 'dockerignore/dockerfile-not-ignored',
  language: 'dockerignore',
  severity: 'hint',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'safe',
  page,
  check: {
    File(file, ctx) {
      if (isNeverWhole(ctx.near)) return;
      const matcher = ignoreMatcher(file.patterns);
      const names = contextNames(ctx.near)?.filter(isDockerfileName) ?? ['Dockerfile'];
      // An exception says that somebody wants the file.
      const open = names.filter((name) => matcher.decidedBy(name) === undefined && !dockerfileNeeds(ctx.near, copied(name)));
      const [first] = open;
      if (first === undefined) return;
      const line = open.length === 1 ? first : 'Dockerfile*';
      const lines = open.every((name) => name === line || name.startsWith('Dockerfile')) ? [line] : open;
      reportLack(file, ctx, {
        message: `\`${first}\` is not left out: each change of it builds the layer of \`COPY . .\` anew. The builder reads it all the same.`,
        fix: { title: `Ignore ${lines.map((each) => `\`${each}\``).join(', ')}`, edits: [appendLines(file.text, lines)] },
      });
    },
  },
});
