import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { amountOf, isOvercommittable, resourcesOf } from '../shared/kubernetesResources.js';
import page from './extended-resource-overcommitted.md';

export default defineRule({
  id: 'kubernetes/extended-resource-overcommitted',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Container(container, ctx) {
      for (const resource of resourcesOf(container)) {
        if (isOvercommittable(resource)) continue;
        const request = amountOf(container, 'requests', resource);
        const limit = amountOf(container, 'limits', resource);
        if (request?.quantity === undefined || (limit !== undefined && limit.quantity === undefined)) continue;
        if (request.quantity.nano === limit?.quantity?.nano) continue;
        if (limit === undefined && container.pod.object.document.isTemplated) continue;
        const value = request.node.number ?? request.quantity.text;
        ctx.report({
          at: request.node.span,
          message: `\`${resource}\` cannot be shared, so its limit has to be \`${request.quantity.text}\` as well${limit?.quantity === undefined ? '' : ` and not \`${limit.quantity.text}\``}: the API server rejects the pod.`,
          fix: () => mergeFix(`Set the limit to \`${value}\``, container.node, { resources: { limits: { [resource]: value } } }),
        });
      }
    },
  },
});
