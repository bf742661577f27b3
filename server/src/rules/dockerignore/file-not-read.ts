import { defineRule } from '../../engine/rule/define.js';
import { relativePlace, sayer } from '../../languages/builders/context.js';
import { folderOf } from '../../languages/builders/facts.js';
import { unreadBecause } from '../../languages/builders/ignoreFiles.js';
import { saidHere } from '../shared/contextSources.js';
import page from './file-not-read.md';

export default defineRule({
  id: 'dockerignore/file-not-read',
  language: 'dockerignore',
  severity: 'info',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'none',
  needs: ['build.context'],
  page,
  check: {
    File(file, ctx) {
      const { path } = ctx.workspace;
      const said = unreadBecause(ctx.near);
      const [first] = file.patterns;
      if (said === undefined || path === undefined || first === undefined) return;
      const folder = folderOf(path);
      const dockerfile = relativePlace(folder, said.key);
      const context = relativePlace(folder, said.data.context);
      ctx.report({
        at: first.span,
        message: `No build that is described here reads this file: \`${dockerfile}\` is built from \`${context}\`, as ${sayer(said, ctx.workspace)} says, and the ignore file of that folder counts.`,
        related: said.data.by === 'command' ? [] : [saidHere(said, ctx)],
      });
    },
  },
});
