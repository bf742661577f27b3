import { defineRule } from '../../engine/rule/define.js';
import { Absence } from '../../engine/text/span.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { appFacts, appOf } from '../shared/kubernetesApp.js';
import {
  autoscalersAround,
  autoscalersOf,
  budgetsAround,
  budgetsIn,
  newBudget,
  replicasOf,
  replicatedIn,
  selecting,
  replicatedKinds,
} from '../shared/kubernetesAvailability.js';
import { isBroughtByTakers } from '../shared/kustomizeTakers.js';
import page from './disruption-budget-missing.md';

export default defineRule({
  id: 'kubernetes/disruption-budget-missing',
  language: 'kubernetes',
  severity: 'info',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'kube-score:deployment-has-poddisruptionbudget',
    'kube-score:statefulset-has-poddisruptionbudget',
    'polaris:missingPodDisruptionBudget',
    'kyverno:require-pdb',
  ],
  fix: 'review',
  needs: appFacts,
  page,
  check: {
    where: replicatedKinds,
    File(file, ctx) {
      const workloads = replicatedIn(file).filter((object) => object.pod?.isLongRunning === true);
      if (workloads.length === 0) return;
      const app = appOf(file, ctx);
      const budgets = [...budgetsIn(file), ...budgetsAround(app)];
      const [here, around] = [autoscalersOf(file), autoscalersAround(app)];
      const isScaled = (workload: KubernetesObject): boolean => here.of(workload) !== undefined || around.of(workload) !== undefined;
      for (const workload of workloads) {
        const isReplicatedHere = (replicasOf(workload) ?? 0) >= 2 || isScaled(workload);
        if (!isReplicatedHere || selecting(budgets, workload) !== undefined) continue;
        if (isBroughtByTakers(ctx.workspace, 'PodDisruptionBudget')) return;
        ctx.report({
          at: new Absence(workload.anchor),
          message: `No PodDisruptionBudget selects the pods of \`${workload.name ?? ''}\`: draining nodes may take all of them away at once.`,
          fix: () => newBudget(workload),
        });
      }
    },
  },
});
