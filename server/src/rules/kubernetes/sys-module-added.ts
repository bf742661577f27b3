import { defineRule } from '../../engine/rule/define.js';
import { addedCheck } from '../shared/kubernetesCapabilities.js';
import page from './sys-module-added.md';

export default defineRule({
  id: 'kubernetes/sys-module-added',
  language: 'kubernetes',
  severity: 'warning',
  presets: [],
  since: '0.2.0',
  aliases: ['trivy-checks:KSV-0120'],
  fix: 'review',
  page,
  check: addedCheck((name) => name === 'SYS_MODULE'),
});
