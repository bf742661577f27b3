import { defineRule } from '../../engine/rule/define.js';
import { podSecurityCheck } from '../shared/kubernetesPodSecurity.js';
import { procMountBaseline } from '../shared/kubernetesPodSecurityBaseline.js';
import page from './proc-mount-unmasked.md';

export default defineRule({
  id: 'kubernetes/proc-mount-unmasked',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'polaris:procMount',
    'kube-linter:unsafe-proc-mount',
    'kubescape:set-procmount-default',
    'trivy-checks:KSV-0027',
    'pod-security-admission:baseline/procmount',
    'pod-security-admission:restricted/procmount',
    'pod-security-admission:baseline/procmount_baseline',
    'pod-security-admission:restricted/procmount_baseline',
    'pod-security-admission:restricted/procmount_restricted',
  ],
  fix: 'review',
  page,
  check: {
    where: ['procMount'],
    ...podSecurityCheck(procMountBaseline, (pod) =>
      pod.hasOwnUsers ? ': level `baseline` allows it from 1.35 on only.' : ' without `hostUsers: false`: the API refuses the pod.',
    ),
  },
});
