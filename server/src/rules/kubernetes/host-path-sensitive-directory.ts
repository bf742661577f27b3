import { defineRule } from '../../engine/rule/define.js';
import { holdingsOf, hostPathCheck } from '../shared/kubernetesHostPaths.js';
import page from './host-path-sensitive-directory.md';

export default defineRule({
  id: 'kubernetes/host-path-sensitive-directory',
  language: 'kubernetes',
  severity: 'error',
  presets: [],
  since: '0.2.0',
  aliases: ['kube-linter:sensitive-host-mounts', 'trivy-checks:KSV-0121', 'kubeaudit:mounts'],
  fix: 'none',
  page,
  check: hostPathCheck((path) => {
    const holdings = holdingsOf(path);
    return holdings === undefined
      ? undefined
      : `\`${path}\` of the node holds ${holdings}: whoever breaks into the container has the node.`;
  }),
});
