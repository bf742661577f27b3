import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import type { Stage } from '../../languages/dockerfile/model.js';
import page from './copy-relative-destination.md';

export default defineRule({
  id: 'dockerfile/copy-relative-destination',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['hadolint:DL3045', 'tally:hadolint/DL3045'],
  fix: 'safe',
  page,
  check: {
    Copy({ destination, before, stage, onbuild, json }, ctx) {
      if (
        destination === undefined ||
        stage === undefined ||
        onbuild !== undefined ||
        (before.workdir !== undefined && !stage.base.scratch)
      )
        return;
      // A WORKDIR that is not known here may be absolute.
      if (stage.instructions.some((other) => other.kind === 'WORKDIR' && other.span.start < destination.span.start) || inherits(stage))
        return;
      const value = json?.valid === true ? destination.value : destination.text.replace(/^(["'])(.*)\1$/, '$2');
      if (/^(?:[/\\$%]|[A-Za-z]:)/.test(value) || value === '') return;
      // An empty image has one folder, so there it is certain and only not said.
      const isCertain = stage.base.scratch;
      if (isCertain && /^\.\/?$/.test(value)) return;
      ctx.report({
        at: destination.span,
        ...(isCertain ? { severity: 'hint' as const } : {}),
        message: isCertain
          ? `\`${destination.text}\` is relative, and no WORKDIR says to what; in an empty image that is \`/\`.`
          : `\`${destination.text}\` is relative, and no WORKDIR says to what: the files land where the base image happens to stand.`,
        fix: () => {
          const absolute = `/${value.replace(/^(?:\.\/)+/, '')}`;
          const plain = isCertain && destination.text === value && !/[\s"']/.test(value);
          return plain ? { title: `Change to \`${absolute}\``, edits: [replace(destination.span, absolute)] } : undefined;
        },
      });
    },
  },
});

function inherits(stage: Stage): boolean {
  const { parent } = stage;
  return parent !== undefined && (parent.instructions.some(({ kind }) => kind === 'WORKDIR') || inherits(parent));
}
