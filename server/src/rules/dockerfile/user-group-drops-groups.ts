import { defineRule } from '../../engine/rule/define.js';
import { remove } from '../../engine/text/span.js';
import { createdAccounts } from '../../languages/dockerfile/accounts.js';
import type { Stage } from '../../languages/dockerfile/model.js';
import page from './user-group-drops-groups.md';

export default defineRule({
  id: 'dockerfile/user-group-drops-groups',
  language: 'dockerfile',
  severity: 'info',
  presets: ['strict'],
  since: '0.1.0',
  aliases: ['tally:tally/user-explicit-group-drops-supplementary-groups'],
  fix: 'review',
  page,
  check: {
    User({ user, group, words, stage, complete }, ctx) {
      const [word] = words;
      if (group === undefined || word === undefined || !complete || stage === undefined) return;
      const groups = groupsOf(stage, user);
      if (groups.length === 0) return;
      const colon = word.span.start + word.text.indexOf(':');
      const at = { start: colon, end: word.span.end };
      ctx.report({
        at,
        message: `With a group named here \`${user}\` has that one alone; ${groups.map((name) => `\`${name}\``).join(', ')}, which a RUN gives it, are dropped.`,
        fix: () => ({ title: `Remove \`${ctx.text.slice(at.start, at.end)}\``, edits: [remove(at)] }),
      });
    },
  },
});

function groupsOf(stage: Stage, name: string): readonly string[] {
  const own = createdAccounts(stage)
    .filter((account) => account.name === name)
    .flatMap(({ supplementary }) => supplementary);
  const added: string[] = [];
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) {
    for (const instruction of at.instructions) {
      if (instruction.kind !== 'RUN') continue;
      for (const { name: program, args } of instruction.script()?.commands ?? []) {
        const values = args.map(({ value }) => value);
        if (values.at(-1) !== name && !(program === 'adduser' || program === 'addgroup')) continue;
        if (program === 'usermod') {
          const flag = values.findIndex((value) => /^(?:-[aA-Z]*G|--groups)$/.test(value));
          if (flag !== -1) added.push(...(values[flag + 1] ?? '').split(','));
        } else if ((program === 'adduser' || program === 'addgroup') && values.length === 2 && values[0] === name)
          added.push(values[1] ?? '');
        else if (program === 'gpasswd' && values.includes('-a')) added.push(values.at(-1) ?? '');
      }
    }
  }
  return [...new Set([...own, ...added])].filter((group) => group !== '');
}
