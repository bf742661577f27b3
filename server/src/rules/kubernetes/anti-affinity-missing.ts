import { defineRule } from '../../engine/rule/define.js';
import type { Pod } from '../../languages/kubernetes/pod.js';
import { podLabels, readSelector, selects } from '../../languages/kubernetes/selectors.js';
import type { YamlMap } from '../../languages/yaml/nodes.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { isReplicated, ownLabels, replicasOf } from '../shared/kubernetesAvailability.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { anyPod } from '../../languages/kubernetes/words.js';
import page from './anti-affinity-missing.md';

export default defineRule({
  id: 'kubernetes/anti-affinity-missing',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: [
    'kube-linter:no-anti-affinity',
    'kube-score:deployment-has-host-podantiaffinity',
    'kube-score:statefulset-has-host-podantiaffinity',
    'kyverno:create-pod-antiaffinity',
  ],
  fix: 'review',
  page,
  check: {
    where: [anyPod],
    Object(object, ctx) {
      const { pod } = object;
      if (pod === undefined || !isReplicated(object) || (replicasOf(object) ?? 0) < 2) return;
      const affinity = pod.get('affinity', 'podAntiAffinity');
      if (affinity?.isUnknown === true || pod.get('affinity')?.isUnknown === true) return;
      if ((pod.get('topologySpreadConstraints')?.items.length ?? 0) > 0 || pod.get('topologySpreadConstraints')?.isUnknown === true) return;
      const terms = [
        ...mapsIn(affinity?.get('requiredDuringSchedulingIgnoredDuringExecution')),
        ...mapsIn(affinity?.get('preferredDuringSchedulingIgnoredDuringExecution')).flatMap((weighted) => {
          const term = weighted.get('podAffinityTerm');
          return term?.kind === 'map' ? [term] : [];
        }),
      ];
      if (terms.some((term) => keepsApart(term, pod))) return;
      ctx.report({
        at: pod.lackOf('affinity', 'podAntiAffinity'),
        message:
          terms.length === 0
            ? `Nothing keeps the ${replicasOf(object) ?? ''} pods of \`${object.name ?? ''}\` on different nodes: one node that fails may take all of them.`
            : `None of the anti-affinity terms is about the pods of \`${object.name ?? ''}\` on different nodes: one node that fails may take all of them.`,
        fix: () => {
          const labels = ownLabels(object);
          if (labels === undefined) return undefined;
          const term = { weight: 100, podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: labels } } };
          return mergeFix('Prefer different nodes', pod.spec, {
            affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [term] } },
          });
        },
      });
    },
  },
});

/** Whether a term is about nodes, or about zones, which are nodes too, and about the pod's own like. */
function keepsApart(term: YamlMap, pod: Pod): boolean {
  const key = term.get('topologyKey')?.string;
  if (
    key !== undefined &&
    !/^(?:kubernetes\.io\/hostname|topology\.kubernetes\.io\/(?:zone|region)|failure-domain\.beta\.kubernetes\.io\/zone)$/.test(key)
  )
    return false;
  const selector = term.get('labelSelector');
  if (selector === undefined || selects(readSelector(selector), podLabels(pod)) === 'no') return false;
  const [namespaces, own] = [term.get('namespaces')?.items ?? [], pod.object.namespace];
  if (namespaces.length === 0 || own === undefined || term.get('namespaceSelector') !== undefined) return true;
  return namespaces.some((name) => name.scalarText === own || name.isUnknown);
}
