import { defineRule } from '../../engine/rule/define.js';
import { addedCheck } from '../shared/kubernetesCapabilities.js';
import page from './capability-added.md';

export default defineRule({
  id: 'kubernetes/capability-added',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['checkov:CKV_K8S_25', 'kubeaudit:capabilities', 'trivy-checks:KSV-0022'],
  fix: 'review',
  page,
  check: addedCheck(() => true),
});
