import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import { remove, type Span } from '../../engine/text/span.js';
import type { EnvInstruction, LabelInstruction } from '../../languages/dockerfile/model.js';
import page from './space-before-equals.md';

export default defineRule({
  id: 'dockerfile/space-before-equals',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['sonar:S6574'],
  fix: 'review',
  page,
  check: {
    Env: check,
    Label: check,
    Arg({ pairs }, ctx) {
      const [first, second] = pairs;
      if (first?.value !== undefined || first === undefined || second?.name.text !== '') return;
      report(first.name.text, first.name.span.end, second.span.start, ctx);
    },
  },
});

function check({ pairs }: EnvInstruction | LabelInstruction, ctx: RuleContext): void {
  const pair = pairs[0];
  if (pair?.legacy !== true || pair.value?.text.startsWith('=') !== true) return;
  report(pair.name.text, pair.name.span.end, pair.value.span.start, ctx);
}

function report(name: string, end: number, equals: number, ctx: RuleContext): void {
  const gap: Span = { start: end, end: equals };
  ctx.report({
    at: { start: equals, end: equals + 1 },
    message: `With a blank before it the equals sign is part of the value, so \`${name}\` is not what it seems.`,
    fix: () => {
      const behind = /^[ \t]+/.exec(ctx.text.slice(equals + 1))?.[0].length ?? 0;
      if (ctx.text.slice(gap.start, gap.end).includes('\n')) return undefined;
      return {
        title: 'Remove the blanks around the equals sign',
        edits: [remove(gap), remove({ start: equals + 1, end: equals + 1 + behind })],
      };
    },
  });
}
