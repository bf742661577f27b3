import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import page from './alpine-python-base.md';

export default defineRule({
  id: 'dockerfile/alpine-python-base',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'review',
  page,
  check: {
    From({ image, reference, imageSpans, stage }, ctx) {
      const facts = stage?.base.facts;
      if (image === undefined || reference === undefined || facts?.runtime !== 'python' || facts.libc !== 'musl') return;
      const tag = imageSpans?.tag;
      const slim = reference.tag?.replace(/-?alpine[\d.]*$/, '-slim').replace(/^-/, '');
      ctx.report({
        at: tag ?? image.span,
        message: `\`${reference.text}\` is built on musl: packages without a musllinux wheel are compiled in the build, slowly and with tools that are not there.`,
        fix: () =>
          tag === undefined || slim === undefined || slim === reference.tag
            ? undefined
            : { title: `Use \`${reference.name}:${slim}\``, edits: [replace(tag, slim)] },
      });
    },
  },
});
