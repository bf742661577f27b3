import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import type { Instruction } from '../../languages/dockerfile/model.js';
import { flags as known, type Keyword } from '../../languages/dockerfile/vocabulary.js';
import page from './flag-not-boolean.md';

export default defineRule({
  id: 'dockerfile/flag-not-boolean',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['dockerfile-utils:FLAG_EXPECTED_BOOLEAN_VALUE'],
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

function check({ kind, flags }: Instruction, ctx: RuleContext): void {
  const table = known[kind as Keyword];
  if (table === undefined || flags.length === 0) return;
  for (const { name, value } of flags) {
    if (value === undefined || value.text === '' || !Object.hasOwn(table, name) || table[name]?.value !== 'boolean') continue;
    if (/^(?:true|false)$/i.test(value.value) || value.value.includes('$')) continue;
    ctx.report({
      at: value.span,
      message: `\`--${name}\` is on or off, and \`${value.text}\` is neither; the build fails.`,
      fix: () => ({ title: 'Change to `true`', edits: [replace(value.span, 'true')] }),
    });
  }
}
