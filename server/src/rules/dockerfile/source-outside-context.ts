import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { AddInstruction, CopyInstruction } from '../../languages/dockerfile/model.js';
import page from './source-outside-context.md';

export default defineRule({
  id: 'dockerfile/source-outside-context',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['dockerfilelint:add_src_invalid'],
  fix: 'none',
  page,
  check: {
    Copy: check,
    Add: check,
  },
});

function check(instruction: CopyInstruction | AddInstruction, ctx: RuleContext): void {
  if (instruction.kind === 'COPY' && instruction.from !== undefined) return;
  for (const source of instruction.sources) {
    // Docker cuts `../` off at the root of the context, so nothing above it can be meant.
    if (!/^(?:\.\.\/|\.\.$)/.test(source.value)) continue;
    ctx.report({
      at: source.span,
      severity: 'warning',
      message: `\`${source.text}\` points above the build context; Docker reads it from the context's root, or does not find it.`,
    });
  }
}
