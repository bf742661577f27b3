import { defineRule } from '../../engine/rule/define.js';
import { podSecurityCheck } from '../shared/kubernetesPodSecurity.js';
import { hostProbes } from '../shared/kubernetesPodSecurityBaseline.js';
import page from './probe-host-set.md';

export default defineRule({
  id: 'kubernetes/probe-host-set',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['pod-security-admission:baseline/hostprobesandhostlifecycle', 'pod-security-admission:restricted/hostprobesandhostlifecycle'],
  fix: 'review',
  page,
  check: podSecurityCheck(hostProbes, ' and not the pod: the kubelet can be sent anywhere so.'),
});
