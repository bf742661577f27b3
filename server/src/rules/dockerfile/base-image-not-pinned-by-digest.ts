import { defineRule } from '../../engine/rule/define.js';
import page from './base-image-not-pinned-by-digest.md';

export default defineRule({
  id: 'dockerfile/base-image-not-pinned-by-digest',
  language: 'dockerfile',
  severity: 'info',
  presets: ['strict'],
  since: '0.1.0',
  aliases: ['sonar:S7023', 'semgrep:dockerfile-source-not-pinned'],
  fix: 'none',
  page,
  check: {
    From({ image, reference }, ctx) {
      if (image === undefined || reference === undefined || reference.text === 'scratch' || reference.digest !== undefined) return;
      ctx.report({
        at: image.span,
        message: `\`${reference.text}\` names no digest: the tag may be moved to another image, and the build takes it without a word.`,
      });
    },
  },
});
