import { defineRule } from '../../engine/rule/define.js';
import { ingressNginxVersion } from '../shared/kubernetesIngress.js';
import { isVulnerable } from '../shared/kubernetesSnippets.js';
import page from './ingress-nginx-end-of-life.md';

export default defineRule({
  id: 'kubernetes/ingress-nginx-end-of-life',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kubescape:detect-nginx-ingress-controller-eol', 'kubescape:C-0292'],
  fix: 'none',
  page,
  check: {
    Container(container, ctx) {
      const node = container.imageNode;
      const found = ingressNginxVersion(node?.string);
      // The rule about the holes says more.
      if (node === undefined || found === undefined || isVulnerable(found.version)) return;
      ctx.report({ at: node.span, message: 'ingress-nginx was retired in March 2026: holes that are found from then on stay open.' });
    },
  },
});
