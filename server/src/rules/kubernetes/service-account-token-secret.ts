import { defineRule } from '../../engine/rule/define.js';
import page from './service-account-token-secret.md';

export default defineRule({
  id: 'kubernetes/service-account-token-secret',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['kyverno:deny-secret-service-account-token-type'],
  fix: 'none',
  page,
  check: {
    Kind: {
      Secret(secret, ctx) {
        const type = secret.get('type');
        if (type?.string !== 'kubernetes.io/service-account-token') return;
        ctx.report({
          at: type.span,
          message: 'The Secret gets a token that never expires. Tokens of the TokenRequest API expire and end with the pod.',
        });
      },
    },
  },
});
