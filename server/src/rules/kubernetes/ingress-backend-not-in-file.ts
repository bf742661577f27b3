import { defineRule } from '../../engine/rule/define.js';
import { appFacts } from '../shared/kubernetesApp.js';
import { backendsOf } from '../shared/kubernetesIngress.js';
import { checkReferences } from '../shared/kubernetesMissing.js';
import { referenceAt } from '../shared/kubernetesReferences.js';
import page from './ingress-backend-not-in-file.md';

export default defineRule({
  id: 'kubernetes/ingress-backend-not-in-file',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['kube-linter:dangling-ingress', 'kube-score:ingress-targets-service', 'kubescape:dangling-ingress-backend', 'kubescape:C-0298'],
  fix: 'none',
  needs: appFacts,
  page,
  check: {
    where: ['Ingress'],
    File: checkReferences(
      (object) =>
        object.kind === 'Ingress' && object.isBuiltIn
          ? backendsOf(object).flatMap((backend) => referenceAt(object, 'Service', backend.map, backend.key))
          : [],
      undefined,
    ),
  },
});
