import { defineRule } from '../../engine/rule/define.js';
import page from './mutating-webhook-configured.md';

export default defineRule({
  id: 'kubernetes/mutating-webhook-configured',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kubescape:C-0039', 'kubescape:list-all-mutating-webhooks'],
  fix: 'none',
  page,
  check: {
    Kind: {
      MutatingWebhookConfiguration(object, ctx) {
        ctx.report({ at: object.anchor, message: `\`${object.name ?? ''}\` changes objects of others before they are stored.` });
      },
    },
  },
});
