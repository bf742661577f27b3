import { defineRule } from '../../engine/rule/define.js';
import { namespaceOf } from '../../languages/kubernetes/selectors.js';
import { appFacts, appOf } from '../shared/kubernetesApp.js';
import { isSelectedAround } from '../shared/kubernetesAround.js';
import { kindIn, podIndexOf } from '../shared/kubernetesReferences.js';
import { selectorOf } from '../shared/kubernetesServices.js';
import page from './service-target-not-in-file.md';

export default defineRule({
  id: 'kubernetes/service-target-not-in-file',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['kube-linter:dangling-service', 'kube-score:service-targets-pod', 'kubescape:service-with-no-workload', 'kubescape:C-0293'],
  fix: 'none',
  needs: appFacts,
  page,
  check: {
    where: ['Service'],
    File(file, ctx) {
      const services = kindIn(file, 'Service');
      if (services.length === 0) return;
      const index = podIndexOf(file);
      for (const service of services) {
        const selector = selectorOf(service);
        if (selector === undefined || namespaceOf(service) === undefined) continue;
        // Where pods of the namespace, or with these labels, are in the file, `service-selects-nothing` speaks.
        if (index.near(service).length > 0 || index.selected(selector).length > 0) continue;
        if (isSelectedAround(appOf(file, ctx), selector, service)) continue;
        ctx.report({
          at: service.lackOf('spec', 'selector'),
          message: `No pod of this file is selected by the Service \`${service.name ?? ''}\`: those that it is for have to come from elsewhere.`,
        });
      }
    },
  },
});
