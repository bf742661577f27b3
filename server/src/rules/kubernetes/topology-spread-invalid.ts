import { defineRule } from '../../engine/rule/define.js';
import type { YamlMap } from '../../languages/yaml/nodes.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { ownLabels } from '../shared/kubernetesAvailability.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './topology-spread-invalid.md';

export default defineRule({
  id: 'kubernetes/topology-spread-invalid',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kube-score:pod-topology-spread-constraints'],
  fix: 'review',
  page,
  check: {
    where: ['topologySpreadConstraints'],
    Pod(pod, ctx) {
      const seen = new Set<string>();
      for (const map of mapsIn(pod.get('topologySpreadConstraints'))) {
        for (const field of ['maxSkew', 'minDomains']) {
          const node = map.get(field);
          if (node?.number === undefined || node.number >= 1) continue;
          ctx.report({
            at: node.span,
            message: `\`${field}: ${node.number}\` is refused by the API server: the least is 1.`,
            fix: () => mergeFix(`Set \`${field}: 1\``, map, { [field]: 1 }),
          });
        }
        const [key, action] = [map.get('topologyKey'), map.get('whenUnsatisfiable')];
        if (key?.string === '')
          ctx.report({
            at: key.span,
            message: 'An empty `topologyKey` is refused by the API server: it names the node label that pods spread over.',
          });
        if (action?.string === 'ScheduleAnyway' && map.get('minDomains')?.number !== undefined) {
          ctx.report({
            at: map.get('minDomains')?.span ?? action.span,
            message: '`minDomains` counts only with `whenUnsatisfiable: DoNotSchedule`: the API server refuses it here.',
          });
        }
        if (key?.string !== undefined && action?.string !== undefined) {
          const both = `${key.string} ${action.string}`;
          if (seen.has(both))
            ctx.report({
              at: key.span,
              message: `A constraint above has the same \`topologyKey\` and \`whenUnsatisfiable\`: the API server refuses both together.`,
            });
          seen.add(both);
        }
        const selector = map.get('labelSelector');
        if (selector !== undefined && !selector.isNull) continue;
        ctx.report({
          at: lackOf(map),
          severity: 'warning',
          message: 'This constraint has no `labelSelector`: it counts no pods, so it spreads none.',
          fix: () => {
            const labels = ownLabels(pod.object);
            return labels === undefined
              ? undefined
              : mergeFix('Count the pods of this workload', map, { labelSelector: { matchLabels: labels } });
          },
        });
      }
    },
  },
});

const lackOf = (map: YamlMap) => (map.entry('topologyKey')?.key ?? map.entries[0]?.key ?? map).span;
