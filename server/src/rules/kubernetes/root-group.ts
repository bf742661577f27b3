import { defineRule } from '../../engine/rule/define.js';
import { isRoot, Who } from '../shared/kubernetesSecurityContext.js';
import page from './root-group.md';

export default defineRule({
  id: 'kubernetes/root-group',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['trivy-checks:KSV-0116', 'kube-linter:run-as-non-root', 'kubescape:set-supplementalgroups-values'],
  fix: 'none',
  page,
  check: {
    where: ['runAsGroup', 'fsGroup', 'supplementalGroups'],
    Pod(pod, ctx) {
      for (const holder of [pod, ...pod.allContainers]) {
        const group = holder.get('securityContext', 'runAsGroup');
        if (group !== undefined && isRoot(group))
          ctx.report({ at: group.span, message: `${Who(holder)} runs as group 0: files of root's group are open to it.` });
      }
      const volumes = pod.get('securityContext', 'fsGroup');
      if (volumes !== undefined && isRoot(volumes)) ctx.report({ at: volumes.span, message: "Volumes get group 0, which is root's." });
      for (const group of pod.get('securityContext', 'supplementalGroups')?.items ?? [])
        if (isRoot(group)) ctx.report({ at: group.span, message: "Group 0 is root's: its files are open to every container of the pod." });
    },
  },
});
