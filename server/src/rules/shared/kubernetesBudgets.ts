import type { RuleContext } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import type { KubernetesFile } from '../../languages/kubernetes/file.js';
import { replaceValue } from '../../languages/yaml/edit.js';
import { amountOf, autoscalersOf, budgetsIn, isReplicated, podsOf, selecting } from './kubernetesAvailability.js';
import { objectsOf } from './kubernetesReferences.js';

/** Budgets whose `minAvailable` compares in some way with the least that an autoscaler runs. */
export function budgetMinimums(
  isBad: (available: number, minimum: number) => boolean,
  message: (available: number, minimum: number) => string,
) {
  return (file: KubernetesFile, ctx: RuleContext): void => {
    const objects = objectsOf(file);
    const autoscalers = autoscalersOf(file);
    const budgets = autoscalers.all.length === 0 ? [] : budgetsIn(file);
    if (budgets.length === 0) return;
    for (const workload of objects) {
      if (!isReplicated(workload)) continue;
      const autoscaler = autoscalers.of(workload);
      const minimum = autoscaler?.minimum;
      const budget = minimum?.number === undefined ? undefined : selecting(budgets, workload);
      const spec = budget?.get('spec');
      const entry = spec?.kind === 'map' ? spec.entry('minAvailable') : undefined;
      const amount = amountOf(entry?.value);
      if (minimum?.number === undefined || spec?.kind !== 'map' || entry === undefined || amount === undefined) continue;
      const available = podsOf(amount, minimum.number);
      if (!isBad(available, minimum.number)) continue;
      ctx.report({
        at: entry.alias ?? entry.value.span,
        message: message(available, minimum.number),
        related: [{ at: minimum.span, message: 'The least that the autoscaler runs.' }],
        fix: () =>
          spec.has('maxUnavailable') || !spec.entries.includes(entry)
            ? undefined
            : {
                title: 'Let one pod go at a time: `maxUnavailable: 1`',
                edits: [replace(entry.key.span, 'maxUnavailable'), ...replaceValue(entry, 1, spec)],
              },
      });
    }
  };
}
