import { defineRule } from '../../engine/rule/define.js';
import { inForce, isRoot, setFix, Who } from '../shared/kubernetesSecurityContext.js';
import { isRefusedAsRoot } from '../shared/kubernetesUsers.js';
import page from './root-user-possible.md';

export default defineRule({
  id: 'kubernetes/root-user-possible',
  language: 'kubernetes',
  severity: 'warning',
  presets: [],
  since: '0.2.0',
  aliases: [
    'polaris:runAsRootAllowed',
    'checkov:CKV_K8S_23',
    'kubescape:non-root-containers',
    'kubeaudit:nonroot',
    'kube-linter:run-as-non-root',
  ],
  fix: 'review',
  page,
  check: {
    Container(container, ctx) {
      const user = inForce(container, 'runAsUser');
      const nonRoot = inForce(container, 'runAsNonRoot');
      const isUnknown = [user, nonRoot, container.get('securityContext'), container.pod.get('securityContext')].some(
        (node) => node?.isUnknown === true,
      );
      if (isUnknown || (user?.number !== undefined && user.number > 0)) return;
      // Root that is refused is for `root-user-with-run-as-non-root`.
      if (isRefusedAsRoot(container)) return;
      if (isRoot(user)) {
        ctx.report({ at: user?.span ?? container.anchor, message: `${Who(container)} runs as user 0.` });
        return;
      }
      if (nonRoot?.boolean === true) return;
      ctx.report({
        at: container.security('runAsNonRoot')?.span ?? container.lackOf('securityContext', 'runAsNonRoot'),
        message: `${Who(container)} may run as root: neither \`runAsNonRoot: true\` nor a \`runAsUser\` above 0 is in force.`,
        fix: () => setFix('Set `runAsNonRoot: true`', container, { runAsNonRoot: true }),
      });
    },
  },
});
