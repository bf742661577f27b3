import { defineRule } from '../../engine/rule/define.js';
import type { Stage } from '../../languages/dockerfile/model.js';
import page from './copy-relative-destination.md';

export default defineRule({
  id: 'dockerfile/copy-relative-destination',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['hadolint:DL3045', 'tally:hadolint/DL3045'],
  fix: 'none',
  page,
  check: {
    Copy({ destination, before, stage, onbuild, json }, ctx) {
      if (destination === undefined || stage === undefined || onbuild !== undefined || before.workdir !== undefined) return;
      // A WORKDIR that is not known here may be absolute.
      if (stage.instructions.some((other) => other.kind === 'WORKDIR' && other.span.start < destination.span.start) || inherits(stage))
        return;
      const value = json?.valid === true ? destination.value : destination.text.replace(/^(["'])(.*)\1$/, '$2');
      if (/^(?:[/\\$%]|[A-Za-z]:)/.test(value) || value === '') return;
      ctx.report({
        at: destination.span,
        message: `\`${destination.text}\` is relative, and no WORKDIR says to what: the files land where the base image happens to stand.`,
      });
    },
  },
});

function inherits(stage: Stage): boolean {
  const { parent } = stage;
  return parent !== undefined && (parent.instructions.some(({ kind }) => kind === 'WORKDIR') || inherits(parent));
}
