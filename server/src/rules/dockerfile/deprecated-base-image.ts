import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import page from './deprecated-base-image.md';

export default defineRule({
  id: 'dockerfile/deprecated-base-image',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['tally:tally/ruby/eol-ruby-version'],
  fix: 'review',
  page,
  check: {
    From({ image, reference, imageSpans, stage }, ctx) {
      const deprecated = stage?.base.facts?.deprecated;
      if (image === undefined || reference === undefined || deprecated === undefined) return;
      const { reason, replacement } = deprecated;
      ctx.report({
        at: image.span,
        message: `\`${reference.text}\` gets no more security fixes: ${reason}.`,
        fix: () =>
          replacement === undefined || imageSpans === undefined
            ? undefined
            : { title: `Use \`${replacement}\``, edits: [replace(image.span, replacement)] },
      });
    },
  },
});
