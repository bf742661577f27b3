import { defineRule } from '../../engine/rule/define.js';
import { Absence } from '../../engine/text/span.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { appFacts, appOf } from '../shared/kubernetesApp.js';
import { autoscalersAround, autoscalersOf, budgetsAround, budgetsIn, newBudget, selecting } from '../shared/kubernetesAvailability.js';
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
  needs: appFacts,
  page,
  check: {
    where: ['Deployment', 'StatefulSet'],
    File(file, ctx) {
      const objects = objectsOf(file);
      const workloads = ofKind(objects, 'Deployment', 'StatefulSet').filter(
        (object) => object.get('spec', 'replicas') === undefined && object.pod !== undefined,
      );
      if (workloads.length === 0) return;
      const app = appOf(file, ctx);
      const budgets = [...budgetsIn(file), ...budgetsAround(app)];
      const isScaled = (workload: KubernetesObject): boolean =>
        autoscalersOf(file).of(workload) !== undefined || autoscalersAround(app).of(workload) !== undefined;
      for (const workload of workloads) {
        if (isScaled(workload) || selecting(budgets, workload) !== undefined) continue;
        ctx.report({
          at: new Absence(workload.anchor),
          message: `\`${workload.name ?? ''}\` leaves its scale to somebody else, and no PodDisruptionBudget selects its pods: draining nodes may take all of them away at once.`,
          fix: () => newBudget(workload),
        });
      }
    },
  },
});
