import { defineRule } from '../../engine/rule/define.js';
import { inOneNamespace, isInNamespace, namespaceOf } from '../../languages/kubernetes/selectors.js';
import { objectsOf, ofKind, workloadsOf } from '../shared/kubernetesReferences.js';
import { selectedBy, selectorOf } from '../shared/kubernetesServices.js';
import page from './service-target-not-in-file.md';

export default defineRule({
  id: 'kubernetes/service-target-not-in-file',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['kube-linter:dangling-service', 'kube-score:service-targets-pod', 'kubescape:service-with-no-workload', 'kubescape:C-0293'],
  fix: 'none',
  page,
  check: {
    File(file, ctx) {
      const objects = objectsOf(file);
      const workloads = workloadsOf(objects);
      for (const service of ofKind(objects, 'Service')) {
        const selector = selectorOf(service);
        if (selector === undefined) continue;
        // Where pods of the namespace are in the file, `service-selects-nothing` speaks.
        if (workloads.some((workload) => inOneNamespace(workload, service) === 'yes')) continue;
        const namespace = namespaceOf(service);
        if (namespace === undefined) continue;
        const selected = selectedBy(selector, workloads);
        if (selected.length > 0 && selected.every((workload) => isInNamespace(workload, namespace) !== 'unknown')) continue;
        if (selected.some((workload) => namespaceOf(workload) === undefined)) continue;
        ctx.report({
          at: service.lackOf('spec', 'selector'),
          message: `No pod of this file is selected by the Service \`${service.name ?? ''}\`: those that it is for have to come from elsewhere.`,
        });
      }
    },
  },
});
