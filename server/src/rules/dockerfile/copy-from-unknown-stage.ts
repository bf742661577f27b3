import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import { nearest } from '../../languages/dockerfile/vocabulary.js';
import page from './copy-from-unknown-stage.md';

export default defineRule({
  id: 'dockerfile/copy-from-unknown-stage',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['hadolint:DL3022', 'tally:hadolint/DL3022'],
  fix: 'review',
  page,
  check: {
    Copy({ from, fromStage, fromImage, stage, onbuild }, ctx) {
      const value = from?.value;
      if (value === undefined || fromStage !== undefined || stage === undefined || onbuild !== undefined || value.text.includes('$'))
        return;
      // The stage itself has a rule of its own.
      if (stage.name !== undefined && (value.value.toLowerCase() === stage.name.toLowerCase() || value.value === String(stage.index)))
        return;
      const isNumber = /^\d+$/.test(value.value);
      if (!isNumber && (fromImage === undefined || /[/:.@]/.test(fromImage.text))) return;
      const names = stage.earlier.flatMap((other) => other.name ?? []);
      const near = isNumber ? undefined : nearest(value.value, names);
      // A bare name may be an image of Docker Hub or a context given with --build-context.
      const known = new Set(['nginx', 'alpine', 'busybox', 'debian', 'ubuntu', 'node', 'python', 'golang', 'composer', 'docker', 'redis']);
      if (!isNumber && known.has(value.value)) return;
      ctx.report({
        at: value.span,
        message: isNumber
          ? `There is no earlier stage ${value.value}.`
          : isFurtherDown(value.value, ctx.text.slice(value.span.end))
            ? `\`${value.value}\` is a stage further down: BuildKit builds it first, an older builder takes the name for an image.`
            : `No earlier stage is called \`${value.value}\`, so Docker takes it for an image or a named context.`,
        fix: () => (near === undefined ? undefined : { title: `Change to \`${near}\``, edits: [replace(value.span, near)] }),
      });
    },
  },
});

/** BuildKit finds stages by name wherever they stand in the file. */
function isFurtherDown(name: string, below: string): boolean {
  return [...below.matchAll(/^[ \t]*FROM[ \t].*[ \t]AS[ \t]+([\w.-]+)[ \t]*$/gim)].some(
    (match) => match[1]?.toLowerCase() === name.toLowerCase(),
  );
}
