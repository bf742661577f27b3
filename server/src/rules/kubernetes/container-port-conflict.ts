import { defineRule } from '../../engine/rule/define.js';
import type { Container } from '../../languages/kubernetes/container.js';
import page from './container-port-conflict.md';

export default defineRule({
  id: 'kubernetes/container-port-conflict',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    Pod(pod, ctx) {
      const first = new Map<string, Container>();
      for (const container of pod.allContainers) {
        // Init containers are gone when the others start.
        if (container.role !== 'main' && !container.isSidecar) continue;
        for (const { node, number, protocol } of container.ports) {
          const at = node.get('containerPort');
          if (number === undefined || at === undefined || node.get('protocol')?.isUnknown) continue;
          const id = `${number}/${protocol}`;
          const other = first.get(id);
          if (other === undefined) first.set(id, container);
          else
            ctx.report({
              at: at.span,
              message:
                other === container
                  ? `The port \`${number}\` stands in this container twice: of two entries with the same number and protocol one is lost when the object is changed.`
                  : `Container \`${other.name ?? ''}\` has the port \`${number}\` too, and containers of a pod share one address: only one of them can listen there.`,
            });
        }
      }
    },
  },
});
