import { defineRule } from '../../engine/rule/define.js';
import { tmpEdits } from '../../languages/kubernetes/refactor/harden.js';
import { fixOf, given, setFix, Who } from '../shared/kubernetesSecurityContext.js';
import { mergeThrough } from '../../languages/yaml/inherited.js';
import page from './writable-root-filesystem.md';

export default defineRule({
  id: 'kubernetes/writable-root-filesystem',
  language: 'kubernetes',
  severity: 'info',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'kube-linter:no-read-only-root-fs',
    'kube-score:container-security-context-readonlyrootfilesystem',
    'polaris:notReadOnlyRootFilesystem',
    'kubesec:ReadOnlyRootFilesystem',
    'trivy-checks:KSV-0014',
    'checkov:CKV_K8S_22',
    'kubescape:immutable-container-filesystem',
    'datree:CONTAINERS_INCORRECT_READONLYROOTFILESYSTEM_VALUE',
    'kubeaudit:rootfs',
  ],
  fix: 'review',
  page,
  check: {
    Container(container, ctx) {
      const node = given(container.security('readOnlyRootFilesystem'));
      if (node !== undefined && node.boolean !== false) return;
      if (container.pod.isWindows || container.get('securityContext')?.isUnknown === true) return;
      const securityContext = { readOnlyRootFilesystem: true };
      ctx.report({
        at: node?.span ?? container.lackOf('securityContext', 'readOnlyRootFilesystem'),
        message: `${Who(container)} can write to its own file system: whoever breaks in can leave programs there.`,
        fix: () => {
          const tmp = tmpEdits(container);
          const plain = setFix('Make the root file system read-only', container, securityContext);
          if (tmp.length === 0 || plain === undefined) return plain;
          const both = fixOf('Make the root file system read-only, with an emptyDir at `/tmp`', [
            ...mergeThrough(container.node, { securityContext }),
            ...tmp,
          ]);
          return both === undefined ? plain : [both, plain];
        },
      });
    },
  },
});
