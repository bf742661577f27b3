import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import { indentationAt, lineBreakOf } from '../../engine/text/lines.js';
import type { LabelInstruction } from '../../languages/dockerfile/model.js';
import page from './labels-not-grouped.md';

export default defineRule({
  id: 'dockerfile/labels-not-grouped',
  language: 'dockerfile',
  severity: 'hint',
  presets: [],
  since: '0.4.0',
  aliases: ['tally:tally/labels/prefer-grouped'],
  fix: 'safe',
  page,
  check: {
    Stage({ instructions }, ctx) {
      for (let i = 0; i < instructions.length; i++) {
        if (instructions[i]?.kind !== 'LABEL') continue;
        const group: LabelInstruction[] = [];
        for (let next = instructions[i]; next?.kind === 'LABEL' && next.pairs[0]?.legacy !== true; next = instructions[i + group.length])
          group.push(next);
        const [first, second] = group;
        i += Math.max(0, group.length - 1);
        if (first === undefined || second === undefined) continue;
        const last = group.at(-1) ?? second;
        ctx.report({
          at: second.keyword.span,
          message: `${group.length} LABEL instructions stand behind each other; one can hold all of their labels.`,
          fix: () => {
            const between = group.slice(1).map((label, at) => ({ start: group[at]?.span.end ?? 0, end: label.span.start, label }));
            // A comment speaks of the labels below it.
            if (between.some(({ start, end }) => ctx.text.slice(start, end).trim() !== '')) return undefined;
            const keys = group.flatMap(({ pairs }) => pairs.map(({ name }) => name.value));
            if (new Set(keys).size < keys.length || last.onbuild !== undefined) return undefined;
            const start = ` ${first.escape}${lineBreakOf(ctx.text)}${indentationAt(ctx.text, first.span.start)}      `;
            return {
              title: 'Join them',
              edits: between.map(({ start: from, label }) => replace({ start: from, end: label.rest.span.start }, start)),
            };
          },
        });
      }
    },
  },
});
