import { defineRule } from '../../engine/rule/define.js';
import { isKustomizePatch } from '../../languages/kubernetes/kustomize.js';
import page from './container-port-number-missing.md';

export default defineRule({
  id: 'kubernetes/container-port-number-missing',
  language: 'kubernetes',
  severity: 'error',
  presets: [],
  since: '0.2.0',
  aliases: ['kube-score:container-ports-check'],
  fix: 'none',
  page,
  check: {
    Container(container, ctx) {
      for (const { node } of container.ports) {
        const port = node.entry('containerPort');
        if (port !== undefined && !port.value.isNull) continue;
        // A patch holds only what changes.
        if (isKustomizePatch(ctx.near)) return;
        ctx.report({
          at: (port?.key ?? node.get('name') ?? node.entries[0]?.key ?? node).span,
          message: 'A port without `containerPort` says nothing of where to connect: the API server rejects the pod.',
        });
      }
    },
  },
});
