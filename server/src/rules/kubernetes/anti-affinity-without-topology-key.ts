import { defineRule } from '../../engine/rule/define.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './anti-affinity-without-topology-key.md';

export default defineRule({
  id: 'kubernetes/anti-affinity-without-topology-key',
  language: 'kubernetes',
  severity: 'error',
  presets: [],
  since: '0.2.0',
  aliases: ['datree:EKS_MISSING_KEY_TOPOLOGYKEY'],
  fix: 'review',
  page,
  check: {
    where: ['podAffinity', 'podAntiAffinity'],
    Pod(pod, ctx) {
      for (const affinity of ['podAffinity', 'podAntiAffinity']) {
        const required = mapsIn(pod.get('affinity', affinity, 'requiredDuringSchedulingIgnoredDuringExecution'));
        const preferred = mapsIn(pod.get('affinity', affinity, 'preferredDuringSchedulingIgnoredDuringExecution'));
        for (const term of [...required, ...preferred.map((weighted) => weighted.get('podAffinityTerm'))]) {
          if (term?.kind !== 'map') continue;
          const key = term.get('topologyKey');
          if (key !== undefined && key.string !== '' && !key.isNull) continue;
          ctx.report({
            at: key !== undefined && key.from !== key.to ? key.span : (term.entries[0]?.key ?? term).span,
            message: `This term of \`${affinity}\` has no \`topologyKey\`: it does not say whether nodes or zones are meant, and the API server refuses it.`,
            fix: () => mergeFix('Keep to nodes', term, { topologyKey: 'kubernetes.io/hostname' }),
          });
        }
      }
    },
  },
});
