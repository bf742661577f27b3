import { defineRule } from '../../engine/rule/define.js';
import { imagesOf, isIn } from '../shared/kubernetesImages.js';
import { isReplaced } from '../shared/kustomizeImages.js';
import page from './untrusted-registry.md';

export default defineRule({
  id: 'kubernetes/untrusted-registry',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'trivy-checks:KSV-0125',
    'trivy-checks:KSV-0032',
    'trivy-checks:KSV-0033',
    'trivy-checks:KSV-0035',
    'kubescape:container-image-repository',
    'kubescape:container-image-repository-v1',
    'kubescape:C-0078',
    'kubescape:rule-identify-blocklisted-image-registries',
    'kubescape:rule-identify-blocklisted-image-registries-v1',
    'kubescape:C-0001',
    'kyverno:restrict-image-registries',
    'kyverno:allowed-image-repos',
  ],
  fix: 'none',
  options: {
    registries: {
      type: 'strings',
      default: [],
      description: 'Registries, or paths in them, that images may come from; `*` stands for any characters. Empty: every registry.',
    },
    blocked: {
      type: 'strings',
      default: [],
      description: 'Registries, or paths in them, that images must not come from, written the same way.',
    },
  },
  needs: ['kustomize', 'kustomize.resource'],
  page,
  check: {
    Pod(pod, ctx) {
      const allowed = ctx.option<readonly string[]>('registries');
      const blocked = ctx.option<readonly string[]>('blocked');
      if (allowed.length === 0 && blocked.length === 0) return;
      for (const { node, reference } of imagesOf(pod)) {
        const isBlocked = isIn(reference, blocked);
        if (!isBlocked && (allowed.length === 0 || isIn(reference, allowed))) continue;
        if (isReplaced(ctx.workspace, reference, (other) => !isIn(other, blocked) && (allowed.length === 0 || isIn(other, allowed))))
          continue;
        ctx.report({
          at: node.span,
          message: isBlocked
            ? `\`${reference.name}\` comes from a registry that this project has ruled out.`
            : `\`${reference.name}\` comes from \`${reference.registry}\`, which is not among the registries that this project allows.`,
        });
      }
    },
  },
});
