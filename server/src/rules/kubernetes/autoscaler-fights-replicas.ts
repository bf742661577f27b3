import { defineRule } from '../../engine/rule/define.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import { autoscalersOf, isReplicated } from '../shared/kubernetesAvailability.js';
import { objectsOf } from '../shared/kubernetesReferences.js';
import page from './autoscaler-fights-replicas.md';

export default defineRule({
  id: 'kubernetes/autoscaler-fights-replicas',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kube-score:deployment-targeted-by-hpa-does-not-have-replicas-configured'],
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      const objects = objectsOf(file);
      const autoscalers = autoscalersOf(file);
      if (autoscalers.all.length === 0) return;
      for (const workload of objects) {
        const spec = isReplicated(workload) ? workload.get('spec') : undefined;
        const entry = spec?.kind === 'map' ? spec.entry('replicas') : undefined;
        // An autoscaler leaves a workload with no replicas alone: that is how it is switched off.
        if (spec?.kind !== 'map' || entry === undefined || entry.value.isNull || entry.value.number === 0) continue;
        const autoscaler = autoscalers.of(workload);
        if (autoscaler === undefined) continue;
        ctx.report({
          at: entry.key.span,
          message: `Autoscaler \`${autoscaler.object.name ?? ''}\` sets the replicas of \`${workload.name ?? ''}\`: every \`kubectl apply\` puts them back to ${entry.value.scalarText ?? 'this number'}, whatever the load is.`,
          related: [{ at: autoscaler.object.anchor, message: 'The autoscaler.' }],
          fix: () => {
            const edits = removeEntry(spec, 'replicas');
            return edits === undefined ? undefined : { title: 'Leave `replicas` to the autoscaler', edits };
          },
        });
      }
    },
  },
});
