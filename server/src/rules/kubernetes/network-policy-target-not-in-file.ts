import { defineRule } from '../../engine/rule/define.js';
import { inOneNamespace, podLabels, readSelector, selects } from '../../languages/kubernetes/selectors.js';
import { isNetworkPolicy } from '../shared/kubernetesNetworkPolicy.js';
import { objectsOf, workloadsOf } from '../shared/kubernetesReferences.js';
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
  page,
  check: {
    File(file, ctx) {
      const objects = objectsOf(file);
      const workloads = workloadsOf(objects);
      for (const policy of objects.filter(isNetworkPolicy)) {
        const selector = readSelector(policy.get('spec', 'podSelector'));
        // Where pods of the namespace are in the file, `network-policy-selects-nothing` speaks.
        if (selector.isEmpty || workloads.some((workload) => inOneNamespace(workload, policy) === 'yes')) continue;
        if (
          workloads.some(
            (workload) =>
              inOneNamespace(workload, policy) === 'unknown' && workload.pods.some((pod) => selects(selector, podLabels(pod)) !== 'no'),
          )
        )
          continue;
        ctx.report({
          at: policy.lackOf('spec', 'podSelector'),
          message: `No pod of this file is selected by the policy \`${policy.name ?? ''}\`: those that it guards have to come from elsewhere.`,
        });
      }
    },
  },
});
