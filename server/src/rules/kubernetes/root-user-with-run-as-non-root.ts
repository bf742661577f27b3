import { defineRule } from '../../engine/rule/define.js';
import { dropFix, given, inForce, setFix, who } from '../shared/kubernetesSecurityContext.js';
import { isRefusedAsRoot } from '../shared/kubernetesUsers.js';
import page from './root-user-with-run-as-non-root.md';

export default defineRule({
  id: 'kubernetes/root-user-with-run-as-non-root',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.4.0',
  aliases: ['trivy-checks:KSV-0105', 'pod-security-admission:restricted/runasuser', 'kubeaudit:nonroot', 'kube-linter:run-as-non-root'],
  fix: 'review',
  page,
  check: {
    where: ['runAsUser'],
    Pod(pod, ctx) {
      // What several containers take from their pod is told once.
      const told = new Set<number>();
      for (const container of pod.allContainers) {
        const user = inForce(container, 'runAsUser');
        if (user === undefined || !isRefusedAsRoot(container) || told.has(user.span.start)) continue;
        told.add(user.span.start);
        const holder = given(container.security('runAsUser')) === undefined ? pod : container;
        ctx.report({
          at: user.span,
          message: `User 0 is in force for ${who(container)}, and so is \`runAsNonRoot: true\`: the kubelet refuses to start it.`,
          fix: () =>
            [
              setFix('Change to 10001', holder, { runAsUser: 10001 }),
              dropFix("Remove `runAsUser`, so that the image's user counts", holder, ['securityContext', 'runAsUser']),
            ].filter((fix) => fix !== undefined),
        });
      }
    },
  },
});
