import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import type { EnvInstruction, LabelInstruction } from '../../languages/dockerfile/model.js';
import page from './value-without-equals.md';

export default defineRule({
  id: 'dockerfile/value-without-equals',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['dockerfile-utils:SYNTAX_MISSING_EQUALS', 'dockerfilelint:label_invalid', 'dockerfilelint:invalid_format'],
  fix: 'review',
  page,
  check: {
    Env: check,
    Label: check,
  },
});

function check({ pairs, keyword }: EnvInstruction | LabelInstruction, ctx: RuleContext): void {
  pairs.forEach((pair, i) => {
    if (pair.value !== undefined || pair.legacy) return;
    const before = pairs[i - 1];
    const value = before?.value;
    ctx.report({
      at: pair.span,
      message: `\`${pair.name.text}\` has no equals sign, and \`${keyword.text}\` takes \`name=value\` throughout once the first pair has one; the build fails.`,
      fix: () => {
        if (
          value === undefined ||
          /["'\\]/.test(value.text + pair.name.text) ||
          (pairs[i + 1]?.value === undefined) !== (pairs[i + 1] === undefined)
        )
          return undefined;
        if (ctx.text.slice(value.span.start, pair.span.end).includes('\n')) return undefined;
        return { title: 'Quote the value', edits: [insert(value.span.start, '"'), insert(pair.span.end, '"')] };
      },
    });
  });
}
