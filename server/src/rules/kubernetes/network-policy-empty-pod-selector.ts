import { defineRule } from '../../engine/rule/define.js';
import { readSelector } from '../../languages/kubernetes/selectors.js';
import page from './network-policy-empty-pod-selector.md';

export default defineRule({
  id: 'kubernetes/network-policy-empty-pod-selector',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kyverno:restrict-networkpolicy-empty-podselector'],
  fix: 'none',
  page,
  check: {
    Kind: {
      NetworkPolicy(policy, ctx) {
        const node = policy.get('spec', 'podSelector');
        if (node === undefined || node.isUnknown || !readSelector(node).isEmpty) return;
        ctx.report({
          at: policy.lackOf('spec', 'podSelector'),
          message: 'An empty selector selects every pod of the namespace.',
        });
      },
    },
  },
});
