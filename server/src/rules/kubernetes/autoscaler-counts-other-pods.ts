import { defineRule } from '../../engine/rule/define.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { inOneNamespace } from '../../languages/kubernetes/selectors.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { appFacts, appOf } from '../shared/kubernetesApp.js';
import { selectedIn } from '../shared/kubernetesAround.js';
import { autoscalerAround } from '../shared/kubernetesAutoscaling.js';
import { autoscalersOf, specSelector } from '../shared/kubernetesAvailability.js';
import { workloadsIn } from '../shared/kubernetesReferences.js';
import { narrowingLabel } from '../shared/kubernetesServices.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './autoscaler-counts-other-pods.md';

export default defineRule({
  id: 'kubernetes/autoscaler-counts-other-pods',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.4.0',
  fix: 'review',
  needs: appFacts,
  page,
  check: {
    where: ['Deployment', 'StatefulSet'],
    File(file, ctx) {
      const scaled = workloadsIn(file).filter(({ kind, group }) => group === 'apps' && (kind === 'Deployment' || kind === 'StatefulSet'));
      if (scaled.length === 0) return;
      const app = appOf(file, ctx);
      if (app.hasVariants) return;
      const autoscalers = autoscalersOf(file);
      for (const workload of scaled) {
        const autoscaler = (autoscalers.of(workload) ?? autoscalerAround(app, workload))?.object;
        if (autoscaler?.kind !== 'HorizontalPodAutoscaler' || !goesByPods(autoscaler)) continue;
        const node = workload.get('spec', 'selector');
        const selector = workload.once(specSelector);
        if (selector.isEmpty || selector.requirements.some(({ isUnknown }) => isUnknown)) continue;
        const selected = selectedIn(file, app, selector, workload) ?? [];
        const others = selected.filter(
          (other) => other !== workload && isCounted(other, workload) && conditionsOf(other) !== conditionsOf(workload),
        );
        const [other] = others;
        if (other === undefined || node?.kind !== 'map') continue;
        ctx.report({
          at: workload.lackOf('spec', 'selector'),
          message: `The selector takes in the pods of ${app.titled(other)} too, and ${app.titled(autoscaler)} goes by it: it scales by the load of both.`,
          related: [
            app.related(ctx, other, `${other.kind} \`${other.name ?? ''}\``),
            app.related(ctx, autoscaler, `HorizontalPodAutoscaler`),
          ],
          fix: () => {
            const label = narrowingLabel([workload], others);
            if (label === undefined) return undefined;
            const [key, value] = label;
            return mergeFix(`Select \`${key}: ${value}\` too, for which the ${workload.kind} has to be created anew`, node, {
              matchLabels: { [key]: value },
            });
          },
        });
      }
    },
  },
});

/** Whether what it measures is of pods: the others have a source of their own. */
function goesByPods(autoscaler: KubernetesObject): boolean {
  const metrics = mapsIn(autoscaler.get('spec', 'metrics'));
  return metrics.length === 0 || metrics.some((metric) => !['Object', 'External'].includes(metric.get('type')?.string ?? ''));
}

function isCounted(other: KubernetesObject, workload: KubernetesObject): boolean {
  const isSame = other.kind === workload.kind && other.name === workload.name;
  // Scaled to nothing it adds no load.
  if (other.get('spec', 'replicas')?.scalarText === '0') return false;
  return !isSame && other.pod?.isLongRunning === true && inOneNamespace(other, workload) === 'yes';
}

/** Equal for workloads with equal selectors, which have a rule of their own. */
function conditionsOf(workload: KubernetesObject): string {
  const { requirements } = workload.once(specSelector);
  return requirements
    .map(({ key, operator, values }) => `${key} ${operator} ${[...values].sort().join()}`)
    .sort()
    .join(' and ');
}
