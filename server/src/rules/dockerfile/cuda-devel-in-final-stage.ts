import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import page from './cuda-devel-in-final-stage.md';

export default defineRule({
  id: 'dockerfile/cuda-devel-in-final-stage',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.4.0',
  aliases: ['tally:tally/gpu/prefer-runtime-final-stage'],
  fix: 'review',
  page,
  check: {
    From({ image, reference, imageSpans, stage }, ctx) {
      const tag = imageSpans?.tag;
      if (image === undefined || reference?.tag === undefined || stage?.isFinal !== true) return;
      if (!/^(?:nvcr\.io\/)?nvidia\/cuda$/.test(reference.name) || !/(?:^|-)devel(?:-|$)/.test(reference.tag)) return;
      // Who compiles when the container starts needs the compiler.
      if (stage.instructions.some(({ source }) => /\bnvcc\b|\btriton\b|torch\.compile|flash-attn|deepspeed/.test(source))) return;
      const runtime = reference.tag.replace('devel', 'runtime');
      ctx.report({
        at: tag ?? image.span,
        message: `\`${reference.text}\` brings the compiler of CUDA; \`${reference.name}:${runtime}\` runs what is built with it.`,
        fix: () => (tag === undefined ? undefined : { title: `Use \`${reference.name}:${runtime}\``, edits: [replace(tag, runtime)] }),
      });
    },
  },
});
