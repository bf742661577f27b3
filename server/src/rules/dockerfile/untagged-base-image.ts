import { defineRule } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import page from './untagged-base-image.md';

export default defineRule({
  id: 'dockerfile/untagged-base-image',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: [
    'hadolint:DL3006',
    'trivy:DS-0001',
    'checkov:CKV_DOCKER_7',
    'dockerfilelint:missing_tag',
    'semgrep:missing-image-version',
    'sonar:S6596',
    'tally:hadolint/DL3006',
  ],
  fix: 'review',
  page,
  check: {
    From(from, ctx) {
      const { image, reference, stage } = from;
      if (image === undefined || reference === undefined || reference.text === 'scratch') return;
      if (reference.tag !== undefined || reference.digest !== undefined) return;
      const tag = stage?.base.facts?.suggestedTag;
      const name = from.imageSpans?.name;
      ctx.report({
        at: image.span,
        message: `\`${reference.name}\` has no tag, so Docker takes \`latest\`: tomorrow the same line may build something else.`,
        fix: () =>
          tag === undefined || name === undefined
            ? undefined
            : { title: `Use \`${reference.name}:${tag}\``, edits: [insert(name.end, `:${tag}`)] },
      });
    },
  },
});
