import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import type { Instruction } from '../../languages/dockerfile/model.js';
import { flags as known, type Keyword } from '../../languages/dockerfile/vocabulary.js';
import { removeFlag } from '../shared/flagEdits.js';
import page from './duplicate-flag.md';

export default defineRule({
  id: 'dockerfile/duplicate-flag',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['dockerfile-utils:FLAG_DUPLICATE'],
  fix: 'review',
  page,
  check: {
    From: check,
    Run: check,
    Copy: check,
    Add: check,
    Healthcheck: check,
  },
});

function check(instruction: Instruction, ctx: RuleContext): void {
  const { kind, flags } = instruction;
  const table = known[kind as Keyword];
  // Behind `HEALTHCHECK … NONE` Docker does not read the flags.
  if (table === undefined || flags.length < 2 || (kind === 'HEALTHCHECK' && instruction.type?.value === 'NONE')) return;
  flags.forEach((flag, i) => {
    const first = flags.slice(0, i).find(({ name }) => name === flag.name);
    if (first === undefined || !Object.hasOwn(table, flag.name) || table[flag.name]?.repeatable === true) return;
    ctx.report({
      at: flag.nameSpan,
      message: `\`--${flag.name}\` is given above already, and may be given once; the build fails.`,
      related: [{ at: first.span, message: 'the first' }],
      fix: () => ({ title: `Remove \`${flag.text}\``, edits: [removeFlag(ctx.text, flag)] }),
    });
  });
}
