import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { AddInstruction, CopyInstruction } from '../../languages/dockerfile/model.js';
import { isShipped } from '../shared/layers.js';
import page from './copy-whole-context.md';

export default defineRule({
  id: 'dockerfile/copy-whole-context',
  language: 'dockerfile',
  severity: 'hint',
  presets: [],
  since: '0.1.0',
  aliases: ['sonar:S6470'],
  fix: 'none',
  page,
  check: {
    Copy(instruction, ctx) {
      if (instruction.from === undefined) check(instruction, ctx);
    },
    Add: check,
  },
});

function check(instruction: CopyInstruction | AddInstruction, ctx: RuleContext): void {
  if (instruction.onbuild !== undefined) return;
  for (const source of instruction.sources) {
    if (!/^(?:\.?\/?|\.\/\.|\/?[^/]*\*.*|\.\/\*.*)$/.test(source.value) || /^[^*]{3,}\*|^\*\.[\w.]+$/.test(source.value)) continue;
    if (instruction.stage === undefined || !isShipped(instruction.stage)) return;
    ctx.report({
      at: source.span,
      message: `\`${source.text}\` takes along whatever the build context holds, now and later; what is named is what is shipped.`,
    });
  }
}
