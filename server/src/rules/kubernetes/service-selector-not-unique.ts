import { defineRule } from '../../engine/rule/define.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { namespaceOf } from '../../languages/kubernetes/selectors.js';
import { kindIn } from '../shared/kubernetesReferences.js';
import { isHeadless, selectorOf } from '../shared/kubernetesServices.js';
import page from './service-selector-not-unique.md';

export default defineRule({
  id: 'kubernetes/service-selector-not-unique',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kyverno:require-unique-service-selector'],
  fix: 'none',
  page,
  check: {
    where: ['Service'],
    File(file, ctx) {
      const first = new Map<string, KubernetesObject>();
      for (const service of kindIn(file, 'Service')) {
        const selector = selectorOf(service);
        if (selector === undefined || selector.requirements.some((requirement) => requirement.isUnknown)) continue;
        const labels = selector.requirements.map(({ key, values }) => `${key}=${values.join()}`).sort();
        // A headless Service beside one with an address is how StatefulSets are reached.
        const id = `${namespaceOf(service) ?? '?'} ${isHeadless(service)} ${labels.join(' ')}`;
        const other = first.get(id);
        if (other === undefined) first.set(id, service);
        else
          ctx.report({
            at: service.lackOf('spec', 'selector'),
            message: `The Service \`${other.name ?? ''}\` selects the same pods: one of the two is a copy, or its selector was left as it was.`,
            related: [{ at: other.anchor, message: `Service \`${other.name ?? ''}\`` }],
          });
      }
    },
  },
});
