import { defineRule } from '../../engine/rule/define.js';
import { ingressNginxVersion } from '../shared/kubernetesIngress.js';
import { isVulnerable } from '../shared/kubernetesSnippets.js';
import page from './ingress-nginx-vulnerable.md';

export default defineRule({
  id: 'kubernetes/ingress-nginx-vulnerable',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kubescape:detect-nginx-ingress-controller-eol', 'kubescape:C-0292', 'kubescape:CVE-2025-1974'],
  fix: 'none',
  page,
  check: {
    Container(container, ctx) {
      const node = container.imageNode;
      const found = ingressNginxVersion(node?.string);
      if (node === undefined || found?.version === undefined || !isVulnerable(found.version)) return;
      ctx.report({
        at: node.span,
        message: `ingress-nginx ${found.version.join('.')} lets whoever reaches its admission port run code and read every Secret of the cluster (CVE-2025-1974); 1.11.5 and 1.12.1 are the first that do not.`,
      });
    },
  },
});
