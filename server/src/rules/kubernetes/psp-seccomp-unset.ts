import { defineRule } from '../../engine/rule/define.js';
import { reportsPolicies } from '../shared/kubernetesPodSecurityPolicy.js';
import page from './psp-seccomp-unset.md';

const annotation = 'seccomp.security.alpha.kubernetes.io/defaultProfileName';

export default defineRule({
  id: 'kubernetes/psp-seccomp-unset',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['checkov:CKV_K8S_32'],
  fix: 'review',
  page,
  check: reportsPolicies(
    (policy) => {
      const node = policy.get('metadata', 'annotations', annotation);
      if (node?.isUnknown === true || /(?:docker|runtime)\/default/.test(node?.scalarText ?? '')) return undefined;
      return {
        at: node?.span ?? policy.lackOf('metadata', 'annotations', annotation),
        message: 'The policy sets no seccomp profile: containers may call all of the kernel.',
      };
    },
    { title: "Set the runtime's default profile", patch: { metadata: { annotations: { [annotation]: 'runtime/default' } } } },
  ),
});
