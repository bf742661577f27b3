import { defineRule } from '../../engine/rule/define.js';
import { podSecurityCheck } from '../shared/kubernetesPodSecurity.js';
import { hostNamespace } from '../shared/kubernetesPodSecurityBaseline.js';
import page from './host-network.md';

export default defineRule({
  id: 'kubernetes/host-network',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'kube-linter:host-network',
    'polaris:hostNetworkSet',
    'kubesec:HostNetwork',
    'trivy-checks:KSV-0009',
    'checkov:CKV_K8S_19',
    'kubescape:host-network-access',
    'datree:CONTAINERS_INCORRECT_HOSTNETWORK_VALUE_TRUE',
    'pod-security-admission:baseline/hostnamespaces',
    'pod-security-admission:restricted/hostnamespaces',
    'kubeaudit:hostns',
  ],
  fix: 'review',
  templates: true,
  page,
  check: {
    where: ['hostNetwork'],
    ...podSecurityCheck(
      (pod) => hostNamespace(pod, 'hostNetwork'),
      ": it reaches services on the node's loopback, takes its ports, and no NetworkPolicy applies.",
    ),
  },
});
