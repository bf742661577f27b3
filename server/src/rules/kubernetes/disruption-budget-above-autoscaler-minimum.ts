import { defineRule } from '../../engine/rule/define.js';
import { appFacts } from '../shared/kubernetesApp.js';
import { budgetMinimums } from '../shared/kubernetesBudgets.js';
import page from './disruption-budget-above-autoscaler-minimum.md';

export default defineRule({
  id: 'kubernetes/disruption-budget-above-autoscaler-minimum',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['polaris:pdbMinAvailableGreaterThanHPAMinReplicas'],
  fix: 'review',
  needs: appFacts,
  page,
  check: {
    where: ['PodDisruptionBudget'],
    File: budgetMinimums(
      (available, minimum) => available > minimum,
      (available, minimum) =>
        `${available} pods have to stay, but the autoscaler goes down to ${minimum}: then no node with one of them can be drained.`,
    ),
  },
});
