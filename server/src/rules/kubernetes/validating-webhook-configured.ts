import { defineRule } from '../../engine/rule/define.js';
import page from './validating-webhook-configured.md';

export default defineRule({
  id: 'kubernetes/validating-webhook-configured',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kubescape:C-0036', 'kubescape:list-all-validating-webhooks'],
  fix: 'none',
  page,
  check: {
    Kind: {
      ValidatingWebhookConfiguration(object, ctx) {
        ctx.report({
          at: object.anchor,
          message: `\`${object.name ?? ''}\` sees objects of others before they are stored, Secrets among them if it asks for those.`,
        });
      },
    },
  },
});
