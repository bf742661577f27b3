import { defineRule } from '../../engine/rule/define.js';
import { appFacts } from '../shared/kubernetesApp.js';
import { budgetMinimums } from '../shared/kubernetesBudgets.js';
import page from './disruption-budget-equals-autoscaler-minimum.md';

export default defineRule({
  id: 'kubernetes/disruption-budget-equals-autoscaler-minimum',
  language: 'kubernetes',
  severity: 'info',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['polaris:pdbMinAvailableEqualToHPAMinReplicas'],
  fix: 'review',
  needs: appFacts,
  page,
  check: {
    where: ['PodDisruptionBudget'],
    File: budgetMinimums(
      (available, minimum) => available === minimum,
      (available) =>
        `${available === 1 ? 'One pod has' : `${available} pods have`} to stay, which is as few as the autoscaler goes down to: then no node with one of them can be drained.`,
    ),
  },
});
