import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import type { Span } from '../../engine/text/span.js';
import type { YamlMap } from '../../languages/yaml/nodes.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { amountOf, isOvercommittable, quantityOf, resourcesOf } from '../shared/kubernetesResources.js';
import page from './request-exceeds-limit.md';

export default defineRule({
  id: 'kubernetes/request-exceeds-limit',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    where: ['limits'],
    Pod(pod, ctx) {
      for (const holder of [pod, ...pod.allContainers]) {
        for (const resource of resourcesOf(holder)) {
          // Those that cannot be overcommitted have a stricter rule.
          if (!isOvercommittable(resource)) continue;
          const request = amountOf(holder, 'requests', resource);
          const limit = amountOf(holder, 'limits', resource);
          const map = 'node' in holder ? holder.node : holder.spec;
          if (request?.quantity === undefined || limit?.quantity === undefined) continue;
          if (request.quantity.nano > limit.quantity.nano) report(ctx, request.node.span, map, resource, request, limit);
        }
      }
    },
  },
});

type Amount = NonNullable<ReturnType<typeof amountOf>>;

function report(ctx: RuleContext, at: Span, map: YamlMap, resource: string, request: Amount, limit: Amount): void {
  const value = ({ node }: Amount): string | number => node.number ?? quantityOf(node)?.text ?? '';
  ctx.report({
    at,
    message: `The ${resource === 'cpu' ? 'CPU' : resource} request of \`${value(request)}\` is more than the limit of \`${value(limit)}\`: the API server rejects the pod.`,
    fix: () =>
      [
        mergeFix(`Raise the limit to \`${value(request)}\``, map, { resources: { limits: { [resource]: value(request) } } }),
        mergeFix(`Lower the request to \`${value(limit)}\``, map, { resources: { requests: { [resource]: value(limit) } } }),
      ].filter((fix) => fix !== undefined),
    related: [{ at: limit.node.span, message: 'The limit' }],
  });
}
