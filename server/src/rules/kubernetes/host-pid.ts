import { defineRule } from '../../engine/rule/define.js';
import { podSecurityCheck } from '../shared/kubernetesPodSecurity.js';
import { hostNamespace } from '../shared/kubernetesPodSecurityBaseline.js';
import page from './host-pid.md';

export default defineRule({
  id: 'kubernetes/host-pid',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'kube-linter:host-pid',
    'polaris:hostPIDSet',
    'kubesec:HostPID',
    'trivy-checks:KSV-0010',
    'checkov:CKV_K8S_17',
    'kubescape:host-pid-privileges',
    'kubescape:host-pid-ipc-privileges',
    'datree:CONTAINERS_INCORRECT_HOSTPID_VALUE_TRUE',
    'pod-security-admission:baseline/hostnamespaces',
    'pod-security-admission:restricted/hostnamespaces',
    'kubeaudit:hostns',
  ],
  fix: 'review',
  templates: true,
  page,
  check: {
    where: ['hostPID'],
    ...podSecurityCheck(
      (pod) => hostNamespace(pod, 'hostPID'),
      ': it sees every process of the node, with their environment, and can signal those of its user.',
    ),
  },
});
