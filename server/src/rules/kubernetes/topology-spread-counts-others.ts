import { defineRule } from '../../engine/rule/define.js';
import { podLabels, readSelector, selects } from '../../languages/kubernetes/selectors.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { replaceValue } from '../../languages/yaml/edit.js';
import { ownLabels } from '../shared/kubernetesAvailability.js';
import page from './topology-spread-counts-others.md';

export default defineRule({
  id: 'kubernetes/topology-spread-counts-others',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    where: ['topologySpreadConstraints'],
    Pod(pod, ctx) {
      const labels = podLabels(pod);
      for (const map of mapsIn(pod.get('topologySpreadConstraints'))) {
        const entry = map.entry('labelSelector');
        if (entry?.value.kind !== 'map' || selects(readSelector(entry.value), labels) !== 'no') continue;
        ctx.report({
          at: entry.alias ?? entry.key.span,
          message:
            'The `labelSelector` does not select the pods that it stands in: their own number does not count, so they are not spread.',
          fix: () => {
            const own = ownLabels(pod.object);
            return own === undefined || !map.entries.includes(entry)
              ? undefined
              : { title: 'Count the pods of this workload', edits: replaceValue(entry, { matchLabels: own }, map) };
          },
        });
      }
    },
  },
});
