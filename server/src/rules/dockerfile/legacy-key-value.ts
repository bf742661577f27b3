import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import { insert, replace, type Edit } from '../../engine/text/span.js';
import type { EnvInstruction, LabelInstruction, Pair } from '../../languages/dockerfile/model.js';
import page from './legacy-key-value.md';

export default defineRule({
  id: 'dockerfile/legacy-key-value',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['buildkit:LegacyKeyValueFormat', 'tally:buildkit/LegacyKeyValueFormat'],
  fix: 'safe',
  page,
  check: {
    Env: check,
    Label: check,
  },
});

function check({ pairs, keyword }: EnvInstruction | LabelInstruction, ctx: RuleContext): void {
  const [pair] = pairs;
  if (pair?.legacy !== true || pair.value === undefined || pair.value.text.startsWith('=')) return;
  ctx.report({
    at: pair.span,
    message: `\`${keyword.text} ${pair.name.text} …\` is the old form of \`${pair.name.text}=…\`, kept for old files; it takes the rest of the line as one value.`,
    fix: () => {
      const edits = modern(pair, ctx.text);
      return edits === undefined ? undefined : { title: `Write \`${pair.name.text}=…\``, edits };
    },
  });
}

function modern({ name, value }: Pair, text: string): Edit[] | undefined {
  if (value === undefined || text.slice(name.span.start, value.span.end).includes('\n')) return undefined;
  const equals = replace({ start: name.span.end, end: value.span.start }, '=');
  if (!/\s/.test(value.text) || /^"[^"\\]*"$|^'[^']*'$/.test(value.text)) return [equals];
  // Quotes inside would end ours; the two forms read a backslash in different ways.
  if (/["'\\]/.test(value.text)) return undefined;
  return [equals, insert(value.span.start, '"'), insert(value.span.end, '"')];
}
