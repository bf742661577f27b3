import { defineRule } from '../../engine/rule/define.js';
import { isKustomizePatch } from '../../languages/kubernetes/kustomize.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { isVersionOne, rulesOf } from '../shared/kubernetesIngress.js';
import { looksLikePattern } from '../shared/kubernetesSnippets.js';
import page from './path-type-missing.md';

export default defineRule({
  id: 'kubernetes/path-type-missing',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kubeconform:schema', 'kube-linter:schema-validation', 'monokle:K8S001'],
  fix: 'review',
  page,
  check: {
    Kind: {
      Ingress(ingress, ctx) {
        if (!isVersionOne(ingress)) return;
        for (const { node, path } of rulesOf(ingress).flatMap((rule) => rule.paths)) {
          const type = node.get('pathType');
          if (type !== undefined && !type.isNull) continue;
          const guess = path?.string !== undefined && !looksLikePattern(path.string) ? 'Prefix' : 'ImplementationSpecific';
          // A patch holds only what changes.
          if (isKustomizePatch(ctx.near)) return;
          ctx.report({
            at: (node.entry('pathType')?.key ?? path ?? node.entries[0]?.key ?? node).span,
            message: `${path === undefined ? 'A path' : `The path \`${path.string}\``} has no \`pathType\`: the API server rejects the Ingress.`,
            fix: () => mergeFix(`Set \`pathType: ${guess}\``, node, { pathType: guess }),
          });
        }
      },
    },
  },
});
