import { defineRule } from '../../engine/rule/define.js';
import { fixOf, hostPaths, Who } from '../shared/kubernetesSecurityContext.js';
import { mergeThrough } from '../../languages/yaml/inherited.js';
import page from './host-path-writable.md';

export default defineRule({
  id: 'kubernetes/host-path-writable',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['kube-linter:writable-host-mount', 'kubescape:alert-rw-hostpath', 'datree:EKS_INVALID_HOSTPATH_MOUNT_READONLY_VALUE'],
  fix: 'review',
  page,
  check: {
    where: ['hostPath'],
    Pod(pod, ctx) {
      const names = new Map(hostPaths(pod).flatMap(({ name, path }) => (name === undefined ? [] : [[name, path] as const])));
      if (names.size === 0) return;
      for (const container of pod.allContainers) {
        for (const mount of container.mounts) {
          const name = mount.get('name');
          const readOnly = mount.get('readOnly');
          const path = names.get(name?.scalarText ?? '');
          if (name === undefined || !names.has(name.scalarText ?? '') || readOnly?.boolean === true || readOnly?.isUnknown === true)
            continue;
          ctx.report({
            at: readOnly?.boolean === false ? readOnly.span : name.span,
            message: `${Who(container)} can write to ${path === undefined ? 'a path' : `\`${path}\``} of the node.`,
            fix: () => fixOf('Mount it read-only', mergeThrough(mount, { readOnly: true })),
          });
        }
      }
    },
  },
});
