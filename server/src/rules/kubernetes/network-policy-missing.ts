import { defineRule } from '../../engine/rule/define.js';
import { Absence } from '../../engine/text/span.js';
import { appFacts, appOf } from '../shared/kubernetesApp.js';
import { isGuardedAround, policiesByWorkload } from '../shared/kubernetesNetworkPolicy.js';
import { anyPod } from '../../languages/kubernetes/words.js';
import page from './network-policy-missing.md';

export default defineRule({
  id: 'kubernetes/network-policy-missing',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: [
    'kube-linter:non-isolated-pod',
    'kube-score:pod-networkpolicy',
    'polaris:missingNetworkPolicy',
    'checkov:CKV2_K8S_6',
    'kubescape:ensure_network_policy_configured_in_labels',
    'kubescape:ingress-and-egress-blocked',
    'kubescape:C-0260',
    'kubescape:C-0030',
    'kyverno:require-netpol',
    'kyverno:add-network-policy',
  ],
  fix: 'none',
  needs: appFacts,
  page,
  check: {
    where: [anyPod],
    File(file, ctx) {
      const found = policiesByWorkload(file);
      if (found.size === 0) return;
      const app = appOf(file, ctx);
      for (const [workload, policies] of found) {
        if (policies.length > 0 || isGuardedAround(app, workload)) continue;
        ctx.report({
          at: new Absence(workload.anchor),
          message: `No network policy of this file selects the pods of \`${workload.name ?? workload.kind}\`: unless one of another file does, every pod of the cluster may connect to them, and they to everything.`,
        });
      }
    },
  },
});
