import { defineRule } from '../../engine/rule/define.js';
import { inOneNamespace, readSelector } from '../../languages/kubernetes/selectors.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { appFacts, appOf } from '../shared/kubernetesApp.js';
import { podsAround } from '../shared/kubernetesAround.js';
import { isNetworkPolicy, policyRules } from '../shared/kubernetesNetworkPolicy.js';
import { mayStartPods, objectsOf, podIndexOf } from '../shared/kubernetesReferences.js';
import page from './network-policy-peer-selects-nothing.md';

export default defineRule({
  id: 'kubernetes/network-policy-peer-selects-nothing',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['kube-linter:dangling-networkpolicypeer-podselector'],
  fix: 'none',
  needs: appFacts,
  page,
  check: {
    where: ['NetworkPolicy'],
    File(file, ctx) {
      const objects = objectsOf(file);
      const policies = objects.filter(isNetworkPolicy);
      if (policies.length === 0 || mayStartPods(objects)) return;
      const index = podIndexOf(file);
      for (const policy of policies) {
        for (const rule of policyRules(policy)) {
          for (const peer of mapsIn(rule.peers)) {
            const entry = peer.entry('podSelector');
            const selector = readSelector(entry?.value);
            // Which namespaces a namespaceSelector stands for is not in the file, so pods of any may be meant.
            const isElsewhere = peer.has('namespaceSelector');
            if (entry === undefined || selector.isEmpty) continue;
            if (index.selected(selector).some((workload) => isElsewhere || inOneNamespace(workload, policy) !== 'no')) continue;
            const around = podsAround(appOf(file, ctx)).selected(selector);
            if (around.some((workload) => isElsewhere || inOneNamespace(workload, policy) !== 'no')) continue;
            ctx.report({
              at: entry.key.span,
              message: `No pod of this file is selected here: the policy \`${policy.name ?? ''}\` opens nothing by it until such pods come from elsewhere.`,
            });
          }
        }
      }
    },
  },
});
