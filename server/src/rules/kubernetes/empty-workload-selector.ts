import { defineRule } from '../../engine/rule/define.js';
import { readSelector } from '../../languages/kubernetes/selectors.js';
import { ownLabels } from '../shared/kubernetesAvailability.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './empty-workload-selector.md';

export default defineRule({
  id: 'kubernetes/empty-workload-selector',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    where: ['selector'],
    Object(object, ctx) {
      const selector = object.group === 'apps' ? object.get('spec', 'selector') : undefined;
      if (selector?.kind !== 'map' || !readSelector(selector).isEmpty) return;
      // A selector of the wrong shape, `selector: {app: x}`, is another rule's matter.
      if (
        selector
          .allEntries()
          .some(({ key, value }) => value.isUnknown || (key.content !== 'matchLabels' && key.content !== 'matchExpressions'))
      )
        return;
      ctx.report({
        at: object.lackOf('spec', 'selector'),
        message: `An empty selector would select every pod, so the API server refuses the ${object.kind}.`,
        fix: () => {
          const labels = ownLabels(object);
          return labels === undefined ? undefined : mergeFix("Select by the template's labels", selector, { matchLabels: labels });
        },
      });
    },
  },
});
