import { defineRule } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import { createdAccounts } from '../../languages/dockerfile/accounts.js';
import { isExecForm } from '../shared/runEdits.js';
import page from './user-without-fixed-uid.md';

export default defineRule({
  id: 'dockerfile/user-without-fixed-uid',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'review',
  page,
  check: {
    Stage(stage, ctx) {
      if (!stage.isFinal) return;
      for (const { name, hasUid, command, nameWord, run } of createdAccounts(stage)) {
        if (hasUid) continue;
        const option = command.name === 'adduser' && stage.base.facts?.shell === 'busybox' ? '-u' : '--uid';
        ctx.report({
          at: nameWord.span,
          message: `\`${name}\` gets whichever number is free, which another base image changes: files on volumes then belong to somebody else, and \`USER\` and \`runAsUser\` have no number to name.`,
          fix: () => {
            if (isExecForm({ ...command, run, siblings: [] })) return undefined;
            let uid = 10001;
            while (ctx.text.includes(String(uid))) uid++;
            return { title: `Add \`${option} ${uid}\``, edits: [insert(command.nameWord.span.end, ` ${option} ${uid}`)] };
          },
        });
      }
    },
  },
});
