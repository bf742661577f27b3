import { defineRule } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { AddInstruction, CopyInstruction } from '../../languages/dockerfile/model.js';
import page from './multi-source-destination.md';

export default defineRule({
  id: 'dockerfile/multi-source-destination',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['hadolint:DL3021', 'trivy:DS-0011', 'dockerfile-utils:INVALID_DESTINATION', 'dockerfilelint:add_dest_invalid'],
  fix: 'safe',
  page,
  check: {
    Copy: check,
    Add: check,
  },
});

function check(instruction: CopyInstruction | AddInstruction, ctx: RuleContext): void {
  const { sources, destination } = instruction;
  if (sources.length < 2 || destination === undefined) return;
  const { value, complete } = instruction.expand(destination.value);
  if (!complete || value === '') return;
  const bare = value.replace(/^(["'])(.*)\1$/, '$2');
  if (/[\\/]$/.test(bare) || bare === '.' || bare.endsWith('/.') || bare === '..') return;
  const isQuoted = /["']$/.test(destination.text);
  ctx.report({
    at: destination.span,
    message: `\`${destination.text}\` is a file's name, and several sources need a folder: Docker refuses this without a slash at the end.`,
    fix: () =>
      destination.text.includes('$')
        ? undefined
        : { title: 'Add the slash', edits: [insert(destination.span.end - (isQuoted ? 1 : 0), '/')] },
  });
}
