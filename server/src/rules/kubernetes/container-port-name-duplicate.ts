import { defineRule } from '../../engine/rule/define.js';
import { reportTwice } from '../shared/kubernetesNames.js';
import page from './container-port-name-duplicate.md';

export default defineRule({
  id: 'kubernetes/container-port-name-duplicate',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kube-score:container-ports-check'],
  fix: 'none',
  page,
  check: {
    Pod(pod, ctx) {
      for (const container of pod.allContainers)
        reportTwice(
          ctx,
          container.ports.map((port) => port.node),
          'name',
          (name) => `The port name \`${name}\` stands in this container twice: the API server rejects the pod.`,
        );
      // Between containers it is let through, and a Service that asks by name gets the first.
      const byName = new Map<string, { readonly container: string; readonly number: number | undefined }>();
      for (const container of pod.allContainers) {
        if (container.role !== 'main' && !container.isSidecar) continue;
        const own = new Set<string>();
        for (const { node, name, number } of container.ports) {
          if (name === undefined || own.has(name)) continue;
          own.add(name);
          const other = byName.get(name);
          if (other === undefined) byName.set(name, { container: container.name ?? '', number });
          else if (other.number !== number)
            ctx.report({
              at: (node.get('name') ?? node).span,
              severity: 'warning',
              message: `Container \`${other.container}\` has a port \`${name}\` too: who asks for it by name gets that one, \`${other.number ?? ''}\`.`,
            });
        }
      }
    },
  },
});
