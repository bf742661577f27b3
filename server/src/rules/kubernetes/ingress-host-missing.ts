import { defineRule } from '../../engine/rule/define.js';
import { rulesOf } from '../shared/kubernetesIngress.js';
import page from './ingress-host-missing.md';

export default defineRule({
  id: 'kubernetes/ingress-host-missing',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['kyverno:disallow-empty-ingress-host'],
  fix: 'none',
  page,
  check: {
    Kind: {
      Ingress(ingress, ctx) {
        for (const { node, host } of rulesOf(ingress)) {
          if (host !== undefined) continue;
          ctx.report({
            at: (node.entry('host') ?? node.entries[0])?.key.span ?? node.span,
            message: 'A rule without `host` is for every host that reaches the controller, those of other teams among them.',
          });
        }
      },
    },
  },
});
