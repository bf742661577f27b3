import { defineRule } from '../../engine/rule/define.js';
import { warnsOf } from '../shared/kubernetesRbac.js';
import page from './role-grants-exec.md';

export default defineRule({
  id: 'kubernetes/role-grants-exec',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['strict'],
  since: '0.2.0',
  aliases: [
    'polaris:clusterrolePodExecAttach',
    'polaris:rolePodExecAttach',
    'trivy-checks:KSV-0053',
    'kubescape:C-0002',
    'kubescape:exec-into-container-v1',
    'datree:CONTAINERS_INCORRECT_RESOURCES_VERBS_VALUE',
    'monokle:KBP108',
  ],
  fix: 'review',
  page,
  check: warnsOf({
    on: { '': ['pods/exec'] },
    verbs: ['get', 'create'],
    lets: 'opens a shell in every container in its reach, with all that its pod may do and knows.',
  }),
});
