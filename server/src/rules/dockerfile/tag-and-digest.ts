import { defineRule } from '../../engine/rule/define.js';
import { remove } from '../../engine/text/span.js';
import page from './tag-and-digest.md';

export default defineRule({
  id: 'dockerfile/tag-and-digest',
  language: 'dockerfile',
  severity: 'hint',
  presets: [],
  since: '0.1.0',
  aliases: ['sonar:S8431'],
  fix: 'review',
  page,
  check: {
    From({ imageSpans, reference }, ctx) {
      const tag = imageSpans?.tag;
      if (tag === undefined || reference?.digest === undefined) return;
      ctx.report({
        at: tag,
        message: `The digest decides; the tag \`${reference.tag ?? ''}\` is not looked at and may say something else than what is built.`,
        fix: () => ({ title: 'Remove the tag', edits: [remove({ start: tag.start - 1, end: tag.end })] }),
      });
    },
  },
});
