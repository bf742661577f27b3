import { defineRule } from '../../engine/rule/define.js';
import { imagesOf, rewrite } from '../shared/kubernetesImages.js';
import page from './localhost-registry.md';

export default defineRule({
  id: 'kubernetes/localhost-registry',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  options: {
    known: {
      type: 'strings',
      default: ['localhost:32000'],
      description: 'Hosts with port that the nodes of the cluster resolve themselves. MicroK8s listens on `localhost:32000`.',
    },
    clusterHost: {
      type: 'string',
      default: 'k3d-registry.localhost',
      description: "The registry's name inside the cluster, for the fix; the port is kept.",
    },
  },
  page,
  check: {
    Pod(pod, ctx) {
      const known = ctx.option<readonly string[]>('known');
      for (const { node, reference } of imagesOf(pod)) {
        const host = /^(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1\])(?=:\d+$)/.exec(reference.registry)?.[0];
        if (host === undefined || known.includes(reference.registry)) continue;
        const other = ctx.option<string>('clusterHost') + reference.text.slice(host.length);
        ctx.report({
          at: node.span,
          message: `For a node \`${host}\` is the node itself, not your machine: the push to \`${reference.registry}\` works, and the pull fails.`,
          fix: () => ({ title: `Change to \`${other}\``, edits: rewrite(node, other) }),
        });
      }
    },
  },
});
