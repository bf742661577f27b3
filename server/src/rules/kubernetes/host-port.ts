import { defineRule } from '../../engine/rule/define.js';
import { podSecurityCheck } from '../shared/kubernetesPodSecurity.js';
import { hostPorts } from '../shared/kubernetesPodSecurityBaseline.js';
import page from './host-port.md';

export default defineRule({
  id: 'kubernetes/host-port',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'polaris:hostPortSet',
    'trivy-checks:KSV-0024',
    'checkov:CKV_K8S_26',
    'kubescape:container-hostPort',
    'datree:CONTAINERS_INCORRECT_KEY_HOSTPORT',
    'pod-security-admission:baseline/hostports',
    'pod-security-admission:restricted/hostports',
  ],
  fix: 'review',
  page,
  check: {
    where: ['hostPort'],
    ...podSecurityCheck(hostPorts, ({ object }) =>
      // It has one pod for each node anyway.
      object.kind === 'DaemonSet'
        ? ': whoever reaches a node reaches it there, past every Service.'
        : ': only one such pod fits on a node, and it is reached past every Service.',
    ),
  },
});
