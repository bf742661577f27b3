import { defineRule } from '../../engine/rule/define.js';
import { operands } from '../../languages/dockerfile/options.js';
import page from './clone-instead-of-add.md';

export default defineRule({
  id: 'dockerfile/clone-instead-of-add',
  language: 'dockerfile',
  severity: 'hint',
  presets: [],
  since: '0.1.0',
  aliases: ['tally:tally/prefer-add-git'],
  fix: 'none',
  page,
  check: {
    Command: {
      git(command, ctx) {
        // `git -c key=value clone`.
        if (operands(command, globals)[0]?.value !== 'clone' || command.run.mounts.some(({ type }) => type === 'ssh' || type === 'secret'))
          return;
        const url = command.args.find(({ value }) => /^(?:https?:\/\/|git@)/.test(value));
        if (url === undefined) return;
        ctx.report({
          at: command.nameWord.span,
          message: '`ADD` takes a git repository itself: no git in the image, and a new commit is noticed by the cache.',
        });
      },
    },
  },
});

const globals: ReadonlySet<string> = new Set(['-c', '-C', '--git-dir', '--work-tree']);
