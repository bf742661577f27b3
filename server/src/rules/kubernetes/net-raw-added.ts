import { defineRule } from '../../engine/rule/define.js';
import { addedCheck } from '../shared/kubernetesCapabilities.js';
import page from './net-raw-added.md';

export default defineRule({
  id: 'kubernetes/net-raw-added',
  language: 'kubernetes',
  severity: 'warning',
  presets: [],
  since: '0.2.0',
  aliases: ['trivy-checks:KSV-0119', 'kube-linter:drop-net-raw-capability'],
  fix: 'review',
  page,
  check: addedCheck((name) => name === 'NET_RAW'),
});
