import { defineRule } from '../../engine/rule/define.js';
import { lowIdCheck } from '../shared/kubernetesUsers.js';
import page from './low-gid.md';

export default defineRule({
  id: 'kubernetes/low-gid',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kube-score:container-security-context-user-group-id', 'kubesec:RunAsGroup', 'trivy-checks:KSV-0021'],
  fix: 'review',
  options: { minimum: { type: 'number', default: 10000, description: 'The lowest group that is not told.' } },
  page,
  check: lowIdCheck('runAsGroup'),
});
