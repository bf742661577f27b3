import { defineRule } from '../../engine/rule/define.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import page from './pod-tied-to-node.md';

export default defineRule({
  id: 'kubernetes/pod-tied-to-node',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['clusterlint:node-name-pod-selector'],
  fix: 'review',
  page,
  check: {
    Pod(pod, ctx) {
      const selector = pod.get('nodeSelector');
      const found = [
        [pod.spec, 'nodeName'],
        [selector?.kind === 'map' ? selector : undefined, 'kubernetes.io/hostname'],
      ] as const;
      for (const [map, key] of found) {
        const entry = map?.entry(key);
        if (map === undefined || entry === undefined || entry.value.isNull) continue;
        ctx.report({
          at: entry.key.span,
          message: `\`${pod.object.name ?? ''}\` runs on node \`${entry.value.scalarText ?? ''}\` alone: when that is replaced, ${key === 'nodeName' ? 'the pod fails' : 'the pod stays pending'}.`,
          fix: () => {
            const whole = map === selector && selector.entries.length === 1;
            const edits = whole ? removeEntry(pod.spec, 'nodeSelector') : removeEntry(map, key);
            return edits === undefined ? undefined : { title: 'Let the scheduler choose', edits };
          },
        });
      }
    },
  },
});
