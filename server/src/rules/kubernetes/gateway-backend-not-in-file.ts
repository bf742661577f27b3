import { defineRule } from '../../engine/rule/define.js';
import { appFacts } from '../shared/kubernetesApp.js';
import { checkReferences } from '../shared/kubernetesMissing.js';
import { routeBackendsOf } from '../shared/kubernetesReferences.js';
import page from './gateway-backend-not-in-file.md';

export default defineRule({
  id: 'kubernetes/gateway-backend-not-in-file',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['kubescape:dangling-gateway-backend', 'kubescape:C-0302'],
  fix: 'none',
  needs: appFacts,
  page,
  check: { where: ['backendRefs', 'backendRef'], File: checkReferences(routeBackendsOf, undefined) },
});
