import type { RuleContext } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import type { KubernetesFile } from '../../languages/kubernetes/file.js';
import { replaceValue } from '../../languages/yaml/edit.js';
import { appOf } from './kubernetesApp.js';
import { autoscalerAround } from './kubernetesAutoscaling.js';
import { amountOf, autoscalersOf, budgetsIn, isReplicated, podsOf, replicatedIn, selecting } from './kubernetesAvailability.js';

/** Budgets whose `minAvailable` compares in some way with the least that an autoscaler runs. */
export function budgetMinimums(
  isBad: (available: number, minimum: number) => boolean,
  message: (available: number, minimum: number) => string,
) {
  return (file: KubernetesFile, ctx: RuleContext): void => {
    const budgets = budgetsIn(file);
    if (budgets.length === 0) return;
    const autoscalers = autoscalersOf(file);
    const app = appOf(file, ctx);
    const isSure = app.workspace.complete && !app.isOpen && !app.isPatched;
    const workloads = replicatedIn(file);
    for (const workload of isSure ? [...workloads, ...app.others.filter(isReplicated)] : workloads) {
      if (app.isTwin(workload)) continue;
      const autoscaler = autoscalers.of(workload) ?? (isSure ? autoscalerAround(app, workload) : undefined);
      const minimum = autoscaler?.minimum;
      const budget = minimum?.number === undefined ? undefined : selecting(budgets, workload);
      const spec = budget?.get('spec');
      const entry = spec?.kind === 'map' ? spec.entry('minAvailable') : undefined;
      const amount = amountOf(entry?.value);
      if (autoscaler === undefined || minimum?.number === undefined || spec?.kind !== 'map' || entry === undefined || amount === undefined)
        continue;
      const available = podsOf(amount, minimum.number);
      if (!isBad(available, minimum.number)) continue;
      ctx.report({
        at: entry.alias ?? entry.value.span,
        message: message(available, minimum.number),
        related: [app.related(ctx, autoscaler.object, 'The least that the autoscaler runs.', 'spec', 'minReplicas')],
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
