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
      if (value.value.toLowerCase() === stage.name?.toLowerCase()) return;
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
          : `No earlier stage is called \`${value.value}\`, so Docker takes it for an image or a named context.`,
        fix: () => (near === undefined ? undefined : { title: `Change to \`${near}\``, edits: [replace(value.span, near)] }),
      });
    },
  },
});
