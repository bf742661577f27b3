import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import type { Instruction } from '../../languages/dockerfile/model.js';
import { flags as known, type Keyword } from '../../languages/dockerfile/vocabulary.js';
import page from './flag-without-value.md';

export default defineRule({
  id: 'dockerfile/flag-without-value',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['dockerfile-utils:FLAG_MISSING_VALUE', 'dockerfilelint:healthcheck_options_missing_args'],
  fix: 'none',
  page,
  check: {
    From: check,
    Run: check,
    Copy: check,
    Add: check,
    Healthcheck: check,
  },
});

function check({ kind, flags }: Instruction, ctx: RuleContext): void {
  const table = known[kind as Keyword];
  if (table === undefined || flags.length === 0) return;
  for (const flag of flags) {
    const definition = Object.hasOwn(table, flag.name) ? table[flag.name] : undefined;
    const isMissing =
      flag.value === undefined ? definition?.value === 'required' : definition?.value === 'boolean' && flag.value.text === '';
    if (!isMissing) continue;
    ctx.report({
      at: flag.nameSpan,
      message: `\`--${flag.name}\` needs a value behind an equals sign, \`--${flag.name}=…\`; the build fails without it.`,
    });
  }
}
