import { defineRule } from '../../engine/rule/define.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import page from './control-plane-toleration.md';

const taints = new Set(['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master']);

export default defineRule({
  id: 'kubernetes/control-plane-toleration',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['kyverno:restrict-controlplane-scheduling'],
  fix: 'none',
  page,
  check: {
    where: ['tolerations'],
    Pod(pod, ctx) {
      // Agents of every node belong there too.
      if (pod.object.kind === 'DaemonSet') return;
      for (const toleration of mapsIn(pod.get('tolerations'))) {
        const key = toleration.get('key');
        if (key?.string === undefined || !taints.has(key.string)) continue;
        ctx.report({
          at: key.span,
          message: `\`${pod.object.name ?? ''}\` may run on control-plane nodes: what happens there, happens to the whole cluster.`,
        });
      }
    },
  },
});
