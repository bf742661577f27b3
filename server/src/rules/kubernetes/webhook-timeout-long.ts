import { defineRule } from '../../engine/rule/define.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import page from './webhook-timeout-long.md';

export default defineRule({
  id: 'kubernetes/webhook-timeout-long',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['clusterlint:admission-controller-webhook-timeout'],
  fix: 'none',
  options: { longest: { type: 'number', default: 29, description: 'Seconds that a webhook may take.' } },
  page,
  check: {
    where: ['webhooks'],
    Object(object, ctx) {
      if (!/^(?:Validating|Mutating)WebhookConfiguration$/.test(object.kind) || !object.isBuiltIn) return;
      const longest = ctx.option<number>('longest');
      for (const webhook of mapsIn(object.get('webhooks'))) {
        const node = webhook.get('timeoutSeconds');
        const seconds = node?.number;
        if (node === undefined || seconds === undefined || seconds <= longest) continue;
        ctx.report({
          at: node.span,
          message: `Each request that the webhook is asked about may wait ${String(seconds)} seconds; clients and load balancers give up before.`,
        });
      }
    },
  },
});
