import { defineRule } from '../../engine/rule/define.js';
import { podSecurityCheck } from '../shared/kubernetesPodSecurity.js';
import { hostNamespace } from '../shared/kubernetesPodSecurityBaseline.js';
import page from './host-ipc.md';

export default defineRule({
  id: 'kubernetes/host-ipc',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'kube-linter:host-ipc',
    'polaris:hostIPCSet',
    'kubesec:HostIPC',
    'trivy-checks:KSV-0008',
    'checkov:CKV_K8S_18',
    'kubescape:host-ipc-privileges',
    'kubescape:host-pid-ipc-privileges',
    'datree:CONTAINERS_INCORRECT_HOSTIPC_VALUE_TRUE',
    'pod-security-admission:baseline/hostnamespaces',
    'pod-security-admission:restricted/hostnamespaces',
    'kubeaudit:hostns',
  ],
  fix: 'review',
  templates: true,
  page,
  check: {
    where: ['hostIPC'],
    ...podSecurityCheck((pod) => hostNamespace(pod, 'hostIPC'), ': it can read and change the shared memory of programs on the node.'),
  },
});
