import { defineRule } from '../../engine/rule/define.js';
import page from './service-account-lists-secrets.md';

export default defineRule({
  id: 'kubernetes/service-account-lists-secrets',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kyverno:check-serviceaccount-secrets'],
  fix: 'none',
  page,
  check: {
    Kind: {
      ServiceAccount(account, ctx) {
        const entry = account.root.entry('secrets');
        if (entry === undefined || entry.value.items.length === 0) return;
        ctx.report({
          at: entry.key.span,
          message:
            '`secrets` lists what the pods of this account may mount; since 1.24 no token is put there, so a lasting one is referred to.',
        });
      },
    },
  },
});
