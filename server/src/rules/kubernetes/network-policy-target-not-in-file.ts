import { defineRule } from '../../engine/rule/define.js';
import { inOneNamespace, readSelector } from '../../languages/kubernetes/selectors.js';
import { appFacts, appOf } from '../shared/kubernetesApp.js';
import { isSelectedAround } from '../shared/kubernetesAround.js';
import { isNetworkPolicy } from '../shared/kubernetesNetworkPolicy.js';
import { objectsOf, podIndexOf } from '../shared/kubernetesReferences.js';
import page from './network-policy-target-not-in-file.md';

export default defineRule({
  id: 'kubernetes/network-policy-target-not-in-file',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: [
    'kube-linter:dangling-networkpolicy',
    'kube-score:networkpolicy-targets-pod',
    'kubescape:dangling-networkpolicy',
    'kubescape:C-0299',
  ],
  fix: 'none',
  needs: appFacts,
  page,
  check: {
    where: ['NetworkPolicy'],
    File(file, ctx) {
      const objects = objectsOf(file);
      const policies = objects.filter(isNetworkPolicy);
      if (policies.length === 0) return;
      const index = podIndexOf(file);
      for (const policy of policies) {
        const selector = readSelector(policy.get('spec', 'podSelector'));
        // Where pods of the namespace are in the file, `network-policy-selects-nothing` speaks.
        if (selector.isEmpty || index.all.some((workload) => inOneNamespace(workload, policy) === 'yes')) continue;
        if (index.selected(selector).some((workload) => inOneNamespace(workload, policy) === 'unknown')) continue;
        if (isSelectedAround(appOf(file, ctx), selector, policy)) continue;
        ctx.report({
          at: policy.lackOf('spec', 'podSelector'),
          message: `No pod of this file is selected by the policy \`${policy.name ?? ''}\`: those that it guards have to come from elsewhere.`,
        });
      }
    },
  },
});
