import { defineRule, type Fix } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import { podLabels, inOneNamespace, readSelector, selects } from '../../languages/kubernetes/selectors.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import type { YamlEntry, YamlMap } from '../../languages/yaml/nodes.js';
import { replaceValue } from '../../languages/yaml/edit.js';
import { amountOf, autoscalersOf, isReplicated, podsOf, replicasOf, type Autoscalers } from '../shared/kubernetesAvailability.js';
import { objectsOf, ofKind } from '../shared/kubernetesReferences.js';
import page from './disruption-budget-blocks.md';

export default defineRule({
  id: 'kubernetes/disruption-budget-blocks',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'kube-linter:pdb-max-unavailable',
    'kube-linter:pdb-min-available',
    'polaris:pdbDisruptionsIsZero',
    'kyverno:pdb-maxunavailable',
    'kyverno:pdb-minavailable',
    'kyverno:deployment-replicas-higher-than-pdb',
  ],
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      const objects = objectsOf(file);
      const budgets = ofKind(objects, 'PodDisruptionBudget');
      if (budgets.length === 0) return;
      const workloads = objects.filter((object) => isReplicated(object) && object.pod !== undefined);
      const autoscalers = autoscalersOf(file);
      for (const budget of budgets) {
        const spec = budget.get('spec');
        if (spec?.kind !== 'map') continue;
        const [maximum, minimum] = [spec.entry('maxUnavailable'), spec.entry('minAvailable')];
        const report = (entry: YamlEntry, message: string): void =>
          ctx.report({
            at: entry.alias ?? entry.value.span,
            message: `${message}: a node with one of them can never be drained.`,
            fix: () => letOneGo(spec, entry),
          });
        if (maximum !== undefined && amountOf(maximum.value)?.value === 0) {
          report(maximum, `\`maxUnavailable: ${maximum.value.scalarText ?? ''}\` lets no pod go`);
          continue;
        }
        const least = amountOf(minimum?.value);
        if (minimum === undefined || least === undefined) continue;
        if (least.isPercent && least.value >= 100) {
          report(minimum, `\`minAvailable: ${minimum.value.scalarText ?? ''}\` lets no pod go`);
          continue;
        }
        const replicas = scaleOf(budget, workloads, autoscalers);
        if (replicas === undefined || replicas === 0 || podsOf(least, replicas) < replicas) continue;
        report(
          minimum,
          `\`minAvailable: ${minimum.value.scalarText ?? ''}\` of ${replicas === 1 ? 'one replica' : `${replicas} replicas`} lets no pod go`,
        );
      }
    },
  },
});

/** How many pods the budget's workloads run together; undefined when somebody else decides. */
function scaleOf(budget: KubernetesObject, workloads: readonly KubernetesObject[], autoscalers: Autoscalers): number | undefined {
  const selector = readSelector(budget.get('spec', 'selector'));
  if (selector.isEmpty) return undefined;
  let sum = 0;
  for (const workload of workloads) {
    if (inOneNamespace(budget, workload) === 'no' || workload.pod === undefined) continue;
    const match = selects(selector, podLabels(workload.pod));
    if (match === 'no') continue;
    const replicas = replicasOf(workload);
    if (match === 'unknown' || replicas === undefined || autoscalers.of(workload) !== undefined) return undefined;
    sum += replicas;
  }
  return sum === 0 ? undefined : sum;
}

function letOneGo(spec: YamlMap, entry: YamlEntry): Fix | undefined {
  const isMaximum = entry.key.content === 'maxUnavailable';
  if (!spec.entries.includes(entry) || (!isMaximum && spec.has('maxUnavailable'))) return undefined;
  const rename = isMaximum ? [] : [replace(entry.key.span, 'maxUnavailable')];
  return { title: 'Let one pod go at a time: `maxUnavailable: 1`', edits: [...rename, ...replaceValue(entry, 1, spec)] };
}
