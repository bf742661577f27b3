import { defineRule } from '../../engine/rule/define.js';
import { ownLabels } from '../shared/kubernetesAvailability.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './topology-spread-missing.md';

export default defineRule({
  id: 'kubernetes/topology-spread-missing',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['polaris:topologySpreadConstraint', 'kyverno:topologyspreadconstraints-policy'],
  fix: 'review',
  page,
  check: {
    Pod(pod, ctx) {
      const { object } = pod;
      const constraints = pod.get('topologySpreadConstraints');
      // A DaemonSet has one pod on each node already.
      if (object.kind === 'DaemonSet' || !pod.isLongRunning || constraints?.isUnknown === true || (constraints?.items.length ?? 0) > 0)
        return;
      ctx.report({
        at: pod.lackOf('topologySpreadConstraints'),
        message: `\`${object.name ?? ''}\` has no topologySpreadConstraints: how its pods spread over nodes and zones is left to the scheduler.`,
        fix: () => {
          const labels = ownLabels(object);
          if (labels === undefined) return undefined;
          const spread = (topologyKey: string) => ({
            maxSkew: 1,
            topologyKey,
            whenUnsatisfiable: 'ScheduleAnyway',
            labelSelector: { matchLabels: labels },
          });
          return mergeFix('Spread over zones and nodes', pod.spec, {
            topologySpreadConstraints: [spread('topology.kubernetes.io/zone'), spread('kubernetes.io/hostname')],
          });
        },
      });
    },
  },
});
