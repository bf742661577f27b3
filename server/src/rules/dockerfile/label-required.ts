import { defineRule } from '../../engine/rule/define.js';
import type { Stage } from '../../languages/dockerfile/model.js';
import page from './label-required.md';

export default defineRule({
  id: 'dockerfile/label-required',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.4.0',
  aliases: ['hadolint:DL3049', 'sonar:S7028'],
  fix: 'none',
  options: { labels: { type: 'strings', default: [], description: 'Keys of the labels that the final image has to have.' } },
  page,
  check: {
    Stage(stage, ctx) {
      const wanted = ctx.option<readonly string[]>('labels');
      if (wanted.length === 0 || !stage.isFinal || stage.from?.image === undefined) return;
      const set = new Set<string>();
      let isOpen = false;
      for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) {
        for (const instruction of at.instructions) {
          if (instruction.kind !== 'LABEL') continue;
          for (const { name } of instruction.pairs) {
            set.add(name.value);
            isOpen ||= name.text.includes('$');
          }
        }
      }
      const missing = wanted.filter((label) => !set.has(label));
      if (missing.length === 0 || isOpen) return;
      ctx.report({
        at: stage.from.image.span,
        message: `The image has no label ${missing.map((label) => `\`${label}\``).join(', ')}, which this project asks for.`,
      });
    },
  },
});
