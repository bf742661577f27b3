import { defineRule } from '../../engine/rule/define.js';
import { consequenceOf, holdingsOf, hostPathCheck, isReadOnly } from '../shared/kubernetesHostPaths.js';
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
  check: hostPathCheck((path, host, pod) => {
    const holdings = holdingsOf(path);
    if (holdings === undefined) return undefined;
    const { severity, text } = consequenceOf(isReadOnly(pod, host));
    return { severity, message: `\`${path}\` of the node holds ${holdings}: ${text}.` };
  }),
});
