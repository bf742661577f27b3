import { defineRule } from '../../engine/rule/define.js';
import { warnsOf } from '../shared/kubernetesRbac.js';
import page from './role-grants-attach.md';

export default defineRule({
  id: 'kubernetes/role-grants-attach',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['polaris:clusterrolePodExecAttach', 'polaris:rolePodExecAttach', 'trivy-checks:KSV-0054'],
  fix: 'review',
  page,
  check: warnsOf({
    on: { '': ['pods/attach'] },
    verbs: ['get', 'create'],
    lets: 'reads and types into the running process of every container in its reach.',
  }),
});
