import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { AddInstruction, CopyInstruction } from '../../languages/dockerfile/model.js';
import { removeFlag } from '../shared/flagEdits.js';
import page from './chown-on-windows.md';

export default defineRule({
  id: 'dockerfile/chown-on-windows',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['tally:tally/windows/no-chown-flag'],
  fix: 'safe',
  tags: ['unnecessary'],
  page,
  check: {
    Copy: check,
    Add: check,
  },
});

function check({ flags, stage }: CopyInstruction | AddInstruction, ctx: RuleContext): void {
  const flag = flags.find(({ name }) => name === 'chown');
  if (flag === undefined || stage?.base.windows !== true) return;
  ctx.report({
    at: flag.span,
    message: 'Windows has no such owners, so `--chown` has no effect on a Windows image.',
    fix: () => ({ title: `Remove \`${flag.text}\``, edits: [removeFlag(ctx.text, flag)] }),
  });
}
