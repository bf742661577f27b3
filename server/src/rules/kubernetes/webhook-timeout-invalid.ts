import { defineRule } from '../../engine/rule/define.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import page from './webhook-timeout-invalid.md';

export default defineRule({
  id: 'kubernetes/webhook-timeout-invalid',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    where: ['webhooks'],
    Object(object, ctx) {
      if (!/^(?:Validating|Mutating)WebhookConfiguration$/.test(object.kind) || !object.isBuiltIn) return;
      for (const webhook of mapsIn(object.get('webhooks'))) {
        const node = webhook.get('timeoutSeconds');
        const seconds = node?.number;
        if (node === undefined || seconds === undefined || (seconds >= 1 && seconds <= 30)) continue;
        ctx.report({
          at: node.span,
          message: `\`timeoutSeconds\` of a webhook is between 1 and 30: the API server rejects ${String(seconds)}.`,
        });
      }
    },
  },
});
