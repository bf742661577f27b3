import { defineRule } from '../../engine/rule/define.js';
import { rulesOf } from '../shared/kubernetesIngress.js';
import page from './ingress-host-wildcard.md';

export default defineRule({
  id: 'kubernetes/ingress-host-wildcard',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kyverno:restrict-ingress-wildcard'],
  fix: 'none',
  page,
  check: {
    Kind: {
      Ingress(ingress, ctx) {
        for (const { host } of rulesOf(ingress))
          if (host?.scalarText?.includes('*') === true && host.scalarText !== '*')
            ctx.report({
              at: host.span,
              message: `\`${host.scalarText}\` takes every name below that domain that no other Ingress claims.`,
            });
      },
    },
  },
});
