import { defineRule } from '../../engine/rule/define.js';
import { createdAccounts } from '../../languages/dockerfile/accounts.js';
import { runtimeUser } from '../../languages/dockerfile/runtimeUser.js';
import { dropsPrivileges, isInteractive, switchUser } from '../shared/runtimeUser.js';
import page from './user-created-unused.md';

export default defineRule({
  id: 'dockerfile/user-created-unused',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['tally:tally/user-created-but-never-used'],
  fix: 'review',
  page,
  check: {
    Stage(stage, ctx) {
      if (!stage.isFinal) return;
      const who = runtimeUser(stage);
      if (who.kind !== 'base' && !(who.kind === 'root' && who.because === 'base')) return;
      const created = createdAccounts(stage).at(-1);
      if (created === undefined || dropsPrivileges(stage) || isInteractive(stage)) return;
      // A start script may switch, and nobody sees what it does.
      if (/\.sh$/.test(stage.entrypoint?.script()?.commands[0]?.name ?? '')) return;
      ctx.report({
        at: created.nameWord.span,
        message: `\`${created.name}\` is created, but no USER switches to it, so the container starts as root.`,
        fix: () => switchUser(ctx.text, stage),
      });
    },
  },
});
