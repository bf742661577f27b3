import { defineRule } from '../../engine/rule/define.js';
import { imagesOf, isIn } from '../shared/kubernetesImages.js';
import page from './public-registry.md';

export default defineRule({
  id: 'kubernetes/public-registry',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['trivy-checks:KSV-0034'],
  fix: 'none',
  options: {
    registries: {
      type: 'strings',
      default: ['docker.io', 'ghcr.io', 'quay.io', 'public.ecr.aws', 'registry.gitlab.com'],
      description: 'Registries that everybody can push to.',
    },
  },
  page,
  check: {
    Pod(pod, ctx) {
      const registries = ctx.option<readonly string[]>('registries');
      for (const { node, reference } of imagesOf(pod)) {
        if (!isIn(reference, registries)) continue;
        ctx.report({
          at: node.span,
          message: `\`${reference.name}\` is pulled from the public registry \`${reference.registry}\`: its outages, rate limits and deletions are yours.`,
        });
      }
    },
  },
});
