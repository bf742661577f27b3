import { defineRule } from '../../engine/rule/define.js';
import { insert, replace } from '../../engine/text/span.js';
import { isDevContainer } from '../shared/devContainer.js';
import page from './full-size-base-image.md';

export default defineRule({
  id: 'dockerfile/full-size-base-image',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'review',
  page,
  check: {
    From({ image, reference, imageSpans, stage }, ctx) {
      if (image === undefined || reference === undefined || stage?.isFinal !== true || reference.digest !== undefined) return;
      // The version comes first, and the one that is proposed for it is slim.
      if (reference.tag === undefined || reference.tag === 'latest') return;
      const { facts } = stage.base;
      const slim = facts?.slimTag;
      if (slim === undefined || facts?.runtime === undefined || isDevContainer(ctx)) return;
      const spans = imageSpans;
      ctx.report({
        at: spans?.tag ?? image.span,
        message: `\`${reference.text}\` brings compilers and libraries for building (about ${facts.sizeMegabytes ?? 900} MB); \`${reference.name}:${slim}\` runs the same programs.`,
        fix: () => {
          if (spans === undefined) return undefined;
          const edit = spans.tag === undefined ? insert(spans.name.end, `:${slim}`) : replace(spans.tag, slim);
          return { title: `Use \`${reference.name}:${slim}\``, edits: [edit] };
        },
      });
    },
  },
});
