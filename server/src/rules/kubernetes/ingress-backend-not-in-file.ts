import { defineRule } from '../../engine/rule/define.js';
import { backendsOf } from '../shared/kubernetesIngress.js';
import { checkReferences, referenceAt } from '../shared/kubernetesReferences.js';
import page from './ingress-backend-not-in-file.md';

export default defineRule({
  id: 'kubernetes/ingress-backend-not-in-file',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['kube-linter:dangling-ingress', 'kube-score:ingress-targets-service', 'kubescape:dangling-ingress-backend', 'kubescape:C-0298'],
  fix: 'none',
  page,
  check: {
    File: checkReferences(
      (object) =>
        object.kind === 'Ingress' && object.isBuiltIn
          ? backendsOf(object).flatMap((backend) => referenceAt(object, 'Service', backend.map, backend.key))
          : [],
      undefined,
    ),
  },
});
