import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { ArgInstruction, EnvInstruction, LabelInstruction, Pair } from '../../languages/dockerfile/model.js';
import page from './value-without-name.md';

export default defineRule({
  id: 'dockerfile/value-without-name',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['dockerfile-utils:SYNTAX_MISSING_NAMES'],
  fix: 'none',
  page,
  check: {
    Env: check,
    Arg: check,
    Label: check,
  },
});

function check({ pairs, keyword }: EnvInstruction | ArgInstruction | LabelInstruction, ctx: RuleContext): void {
  // Most are well formed, and there are thousands: no steps of an iterator.
  for (let i = 0; i < pairs.length; i++) {
    const { name, span } = pairs[i] as Pair;
    if (name.value !== '') continue;
    ctx.report({ at: span, message: `\`${keyword.text}\` needs a name before the equals sign; the build fails without it.` });
  }
}
