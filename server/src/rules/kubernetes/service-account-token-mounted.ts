import { defineRule } from '../../engine/rule/define.js';
import { accountsOf } from '../shared/kubernetesAccounts.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { anyPod } from '../../languages/kubernetes/words.js';
import page from './service-account-token-mounted.md';

export default defineRule({
  id: 'kubernetes/service-account-token-mounted',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: [
    'polaris:automountServiceAccountToken',
    'kubesec:AutomountServiceAccountToken',
    'trivy-checks:KSV-0036',
    'checkov:CKV_K8S_38',
    'kubescape:C-0034',
    'kubescape:automount-service-account',
    'monokle:KBP106',
    'kubeaudit:asat',
    'kyverno:restrict-automount-sa-token',
  ],
  fix: 'review',
  page,
  check: {
    where: [anyPod],
    File(file, ctx) {
      const accounts = accountsOf(file);
      for (const pod of accounts.pods) {
        const own = pod.get('automountServiceAccountToken');
        // An account with a role is there to be used.
        if (
          own?.isUnknown === true ||
          !accounts.holdsToken(pod) ||
          accounts.rolesOf(pod).some(({ binding }) => binding.subjects.some(({ kind }) => kind === 'ServiceAccount'))
        )
          continue;
        ctx.report({
          at: own?.span ?? pod.lackOf('automountServiceAccountToken'),
          message:
            'A token of the service account is mounted into every container. Whoever breaks into one talks to the API server as that account.',
          fix: () => mergeFix('Set `automountServiceAccountToken: false`', pod.spec, { automountServiceAccountToken: false }),
        });
      }
    },
  },
});
