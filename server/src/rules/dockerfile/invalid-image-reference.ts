import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import page from './invalid-image-reference.md';

export default defineRule({
  id: 'dockerfile/invalid-image-reference',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['dockerfile-utils:INVALID_REFERENCE_FORMAT'],
  fix: 'review',
  page,
  check: {
    From({ image, reference, imageSpans }, ctx) {
      // With variables in it the name is what a build argument makes of it: `invalid-default-arg-in-from`.
      if (image === undefined || reference === undefined || reference.wellFormed || image.text.includes('$')) return;
      const lower = reference.name.toLowerCase();
      const path = imageSpans?.name;
      const isCase = reference.name !== lower && /^[\w./:-]+$/.test(reference.name);
      ctx.report({
        at: image.span,
        message: `\`${image.text}\` is no image reference${isCase ? ": an image's name is in lower case" : ''}; the build fails.`,
        fix: () => (isCase && path !== undefined ? { title: `Change to \`${lower}\``, edits: [replace(path, lower)] } : undefined),
      });
    },
  },
});
