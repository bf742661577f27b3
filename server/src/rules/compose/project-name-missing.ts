import { defineRule } from '../../engine/rule/define.js';
import { indentationAt, lineBreakOf } from '../../engine/text/lines.js';
import { insert } from '../../engine/text/span.js';
import { isMain } from '../shared/composeFiles.js';
import page from './project-name-missing.md';

export default defineRule({
  id: 'compose/project-name-missing',
  language: 'compose',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['dclint:require-project-name-field'],
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      const [root] = file.roots;
      if (root === undefined || !isMain(ctx) || file.services.length === 0 || file.roots.some((each) => each.has('name'))) return;
      ctx.report({
        at: root.entries[0]?.key.span ?? root.span,
        message:
          'The project has no `name`, so it is called as its folder: a second copy elsewhere gets other volumes, and one in a folder of the same name the same.',
        fix: () => {
          const folder = ctx.workspace.path
            ?.split('/')
            .at(-2)
            ?.toLowerCase()
            .replace(/[^a-z0-9_-]/g, '');
          const first = root.entries[0];
          if (folder === undefined || folder === '' || first === undefined || root.isFlow) return undefined;
          return {
            title: `Add \`name: ${folder}\``,
            edits: [insert(first.key.span.start, `name: ${folder}${lineBreakOf(file.text)}${indentationAt(file.text, first.key.from)}`)],
          };
        },
      });
    },
  },
});
