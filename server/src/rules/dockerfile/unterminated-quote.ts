import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { ArgInstruction, EnvInstruction, LabelInstruction, Word } from '../../languages/dockerfile/model.js';
import page from './unterminated-quote.md';

export default defineRule({
  id: 'dockerfile/unterminated-quote',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['dockerfile-utils:SYNTAX_MISSING_SINGLE_QUOTE', 'dockerfile-utils:SYNTAX_MISSING_DOUBLE_QUOTE'],
  fix: 'none',
  page,
  check: {
    Env: check,
    Arg: check,
    Label: check,
  },
});

function check({ pairs, escape, source }: EnvInstruction | ArgInstruction | LabelInstruction, ctx: RuleContext): void {
  if (!source.includes('"') && !source.includes("'")) return;
  for (const { name, value } of pairs) {
    const word = openQuote(name, escape) !== undefined ? name : value;
    const quote = word === undefined ? undefined : openQuote(word, escape);
    if (word === undefined || quote === undefined) continue;
    ctx.report({
      at: word.span,
      message: `The ${quote === '"' ? 'double' : 'single'} quote in \`${word.text.split('\n')[0] ?? ''}\` is not closed before the word ends, so the build fails.`,
    });
    return;
  }
}

/** BuildKit closes name and value each for itself: `"a=b"` is two words with one quote each. */
function openQuote({ text }: Word, escape: string): string | undefined {
  if (!text.includes('"') && !text.includes("'")) return undefined;
  let quote: string | undefined;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === escape && quote !== "'") i++;
    else if (quote === undefined) quote = char === '"' || char === "'" ? char : undefined;
    else if (char === quote) quote = undefined;
  }
  return quote;
}
