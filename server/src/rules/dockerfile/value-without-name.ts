import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { ArgInstruction, EnvInstruction, LabelInstruction } from '../../languages/dockerfile/model.js';
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
  for (const { name, span } of pairs) {
    if (name.value !== '') continue;
    ctx.report({ at: span, message: `\`${keyword.text}\` needs a name before the equals sign; the build fails without it.` });
  }
}
