import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import page from './latest-base-image.md';

export default defineRule({
  id: 'dockerfile/latest-base-image',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: [
    'hadolint:DL3007',
    'trivy:DS-0001',
    'checkov:CKV_DOCKER_7',
    'dockerfilelint:latest_tag',
    'semgrep:avoid-latest-version',
    'sonar:S6596',
    'dockle:DKL-DI-0006',
    'tally:hadolint/DL3007',
  ],
  fix: 'review',
  page,
  check: {
    From({ image, reference, imageSpans, stage }, ctx) {
      if (image === undefined || reference?.tag !== 'latest' || reference.digest !== undefined) return;
      const tag = stage?.base.facts?.suggestedTag;
      const at = imageSpans?.tag;
      ctx.report({
        at: at ?? image.span,
        message: `\`${reference.name}:latest\` is whatever was published last: tomorrow the same line may build something else.`,
        fix: () =>
          tag === undefined || at === undefined ? undefined : { title: `Use \`${reference.name}:${tag}\``, edits: [replace(at, tag)] },
      });
    },
  },
});
