import { defineRule } from '../../engine/rule/define.js';
import { inOneNamespace } from '../../languages/kubernetes/selectors.js';
import { mayStartPods, objectsOf, ofKind, podIndexOf } from '../shared/kubernetesReferences.js';
import { nearestWorkload, reselectFix, selectorOf, strangestLabel } from '../shared/kubernetesServices.js';
import page from './service-selects-nothing.md';

export default defineRule({
  id: 'kubernetes/service-selects-nothing',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kube-linter:dangling-service', 'kube-score:service-targets-pod', 'kubescape:service-with-no-workload', 'kubescape:C-0293'],
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      const objects = objectsOf(file);
      const services = ofKind(objects, 'Service');
      if (services.length === 0 || mayStartPods(objects)) return;
      const index = podIndexOf(file);
      for (const service of services) {
        const selector = selectorOf(service);
        if (selector === undefined) continue;
        const sameLabels = index.selected(selector);
        if (sameLabels.some((workload) => inOneNamespace(workload, service) !== 'no')) continue;
        // Pods of other files may be meant where none of the namespace is here.
        const near = index.all.filter((workload) => inOneNamespace(workload, service) === 'yes');
        const other = sameLabels[0];
        if (near.length === 0 && other === undefined) continue;
        const found = strangestLabel(selector, { index, near });
        const closest = nearestWorkload(selector, { index, near });
        ctx.report({
          at:
            other === undefined ? (found?.label.node.span ?? service.lackOf('spec', 'selector')) : service.lackOf('metadata', 'namespace'),
          message:
            other === undefined
              ? `No pod of this file has ${found?.isNowhere === true ? `the label \`${found.label.key}: ${found.label.values.join()}\`` : 'all these labels'}, so the Service \`${service.name ?? ''}\` has no endpoints.`
              : `The pods that this selector names are those of ${other.kind} \`${other.name ?? ''}\` in namespace \`${other.namespace ?? 'default'}\`; a Service selects in its own namespace only.`,
          related: closest === undefined ? [] : [{ at: closest.anchor, message: `${closest.kind} \`${closest.name ?? ''}\`` }],
          fix: () => (other === undefined && closest !== undefined ? reselectFix(service, closest) : undefined),
        });
      }
    },
  },
});
