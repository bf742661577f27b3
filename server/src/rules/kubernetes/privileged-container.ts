import { defineRule } from '../../engine/rule/define.js';
import { podSecurityCheck } from '../shared/kubernetesPodSecurity.js';
import { privileged } from '../shared/kubernetesPodSecurityBaseline.js';
import page from './privileged-container.md';

export default defineRule({
  id: 'kubernetes/privileged-container',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'kube-linter:privileged-container',
    'kube-linter:privilege-escalation-container',
    'kube-score:container-security-context-privileged',
    'polaris:runAsPrivileged',
    'kubesec:Privileged',
    'trivy-checks:KSV-0017',
    'checkov:CKV_K8S_16',
    'kubescape:rule-privileged-container',
    'datree:CONTAINERS_INCORRECT_PRIVILEGED_VALUE_TRUE',
    'kubeaudit:privileged',
    'pod-security-admission:baseline/privileged',
    'pod-security-admission:restricted/privileged',
  ],
  fix: 'review',
  templates: true,
  page,
  check: {
    where: ['privileged'],
    ...podSecurityCheck(privileged, ': it can do on the node whatever root can.'),
  },
});
