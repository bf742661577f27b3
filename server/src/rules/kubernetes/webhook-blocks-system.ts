import { defineRule } from '../../engine/rule/define.js';
import { mapsIn, textsIn } from '../../languages/yaml/reading.js';
import page from './webhook-blocks-system.md';

export default defineRule({
  id: 'kubernetes/webhook-blocks-system',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['clusterlint:admission-controller-webhook'],
  fix: 'none',
  page,
  check: {
    where: ['webhooks'],
    Object(object, ctx) {
      if (!/^(?:Validating|Mutating)WebhookConfiguration$/.test(object.kind) || !object.isBuiltIn) return;
      for (const webhook of mapsIn(object.get('webhooks'))) {
        const policy = webhook.get('failurePolicy');
        if (policy?.string === 'Ignore' || policy?.isUnknown === true || webhook.get('clientConfig', 'service') === undefined) continue;
        if (
          ['namespaceSelector', 'objectSelector', 'matchConditions'].some(
            (key) => (webhook.get(key)?.entries.length ?? 0) + (webhook.get(key)?.items.length ?? 0) > 0,
          )
        )
          continue;
        const isForPods = mapsIn(webhook.get('rules')).some(
          (rule) =>
            rule.get('scope')?.string !== 'Cluster' && textsIn(rule.get('resources')).some((name) => /^(?:pods|\*|\*\/\*)$/.test(name)),
        );
        if (!isForPods) continue;
        ctx.report({
          at: policy?.span ?? (webhook.get('name') ?? webhook).span,
          message: `The webhook \`${webhook.get('name')?.scalarText ?? ''}\` is asked for the pods of \`kube-system\` too. When its own pods are down, nothing can be started, not even they.`,
        });
      }
    },
  },
});
