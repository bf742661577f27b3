import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import type { AddInstruction, CopyInstruction, Stage } from '../../languages/dockerfile/model.js';
import page from './copy-after-user.md';

export default defineRule({
  id: 'dockerfile/copy-after-user',
  language: 'dockerfile',
  severity: 'hint',
  presets: ['strict'],
  since: '0.4.0',
  aliases: ['tally:tally/copy-after-user-without-chown', 'tally:tally/ruby/state-paths-not-writable-as-non-root'],
  fix: 'review',
  page,
  check: {
    Copy: check,
    Add: check,
  },
});

function check(instruction: CopyInstruction | AddInstruction, ctx: RuleContext): void {
  const { flags, destination, onbuild, keyword } = instruction;
  if (onbuild !== undefined || destination === undefined || flags.some(({ name }) => name === 'chown')) return;
  const { user } = instruction.before;
  if (user === undefined || !user.complete || /^(?:root|0)?$/.test(user.user)) return;
  const { stage } = instruction;
  if (stage === undefined || stage.base.windows || isGivenAway(stage, instruction.index)) return;
  const owner = user.group === undefined ? user.user : `${user.user}:${user.group}`;
  ctx.report({
    at: keyword.span,
    message: `The user here is \`${user.user}\`, but what is copied belongs to root, and \`${user.user}\` cannot change it.`,
    fix: () => ({ title: `Add \`--chown=${owner}\``, edits: [insert(keyword.span.end, ` --chown=${owner}`)] }),
  });
}

/** A `chown` further down in the stage says that owners are looked after. */
const isGivenAway = (stage: Stage, after: number): boolean =>
  stage.instructions.some((other) => other.kind === 'RUN' && other.index > after && /\bch(?:own|mod)\b|\bsetfacl\b/.test(other.source));
