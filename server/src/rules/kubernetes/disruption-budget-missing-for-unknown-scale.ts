import { defineRule } from '../../engine/rule/define.js';
import { autoscalersOf, budgetsIn, newBudget, selecting } from '../shared/kubernetesAvailability.js';
import { objectsOf, ofKind } from '../shared/kubernetesReferences.js';
import page from './disruption-budget-missing-for-unknown-scale.md';

export default defineRule({
  id: 'kubernetes/disruption-budget-missing-for-unknown-scale',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: [
    'kube-score:deployment-has-poddisruptionbudget',
    'kube-score:statefulset-has-poddisruptionbudget',
    'polaris:missingPodDisruptionBudget',
  ],
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      const objects = objectsOf(file);
      const workloads = ofKind(objects, 'Deployment', 'StatefulSet').filter(
        (object) => object.get('spec', 'replicas') === undefined && object.pod !== undefined,
      );
      if (workloads.length === 0) return;
      const [budgets, autoscalers] = [budgetsIn(file), autoscalersOf(file)];
      for (const workload of workloads) {
        if (autoscalers.of(workload) !== undefined || selecting(budgets, workload) !== undefined) continue;
        ctx.report({
          at: workload.anchor,
          message: `\`${workload.name ?? ''}\` leaves its scale to somebody else, and no PodDisruptionBudget selects its pods: draining nodes may take all of them away at once.`,
          fix: () => newBudget(workload),
        });
      }
    },
  },
});
