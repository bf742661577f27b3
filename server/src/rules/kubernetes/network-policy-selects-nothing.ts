import { defineRule } from '../../engine/rule/define.js';
import { inOneNamespace, readSelector } from '../../languages/kubernetes/selectors.js';
import { isNetworkPolicy } from '../shared/kubernetesNetworkPolicy.js';
import { mayStartPods, objectsOf, podIndexOf } from '../shared/kubernetesReferences.js';
import { strangestLabel } from '../shared/kubernetesServices.js';
import page from './network-policy-selects-nothing.md';

export default defineRule({
  id: 'kubernetes/network-policy-selects-nothing',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'kube-linter:dangling-networkpolicy',
    'kube-score:networkpolicy-targets-pod',
    'kubescape:dangling-networkpolicy',
    'kubescape:C-0299',
  ],
  fix: 'none',
  page,
  check: {
    File(file, ctx) {
      const objects = objectsOf(file);
      const policies = objects.filter(isNetworkPolicy);
      if (policies.length === 0 || mayStartPods(objects)) return;
      const index = podIndexOf(file);
      for (const policy of policies) {
        const selector = readSelector(policy.get('spec', 'podSelector'));
        if (selector.isEmpty) continue;
        if (index.selected(selector).some((workload) => inOneNamespace(workload, policy) !== 'no')) continue;
        const near = index.all.filter((workload) => inOneNamespace(workload, policy) === 'yes');
        if (near.length === 0) continue;
        const found = strangestLabel(selector, { index, near });
        const label = found?.isNowhere === true && found.label.entry !== undefined ? found.label : undefined;
        ctx.report({
          at: label?.node.span ?? policy.lackOf('spec', 'podSelector'),
          message: `No pod of this file has ${label === undefined ? 'these labels' : `the label \`${label.key}: ${label.values.join()}\``}, so the policy \`${policy.name ?? ''}\` guards nothing.`,
        });
      }
    },
  },
});
