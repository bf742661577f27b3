import { defineRule, type Fix, type Related, type RuleContext } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import { podLabels, inOneNamespace, readSelector, selects } from '../../languages/kubernetes/selectors.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import type { YamlEntry, YamlMap } from '../../languages/yaml/nodes.js';
import { replaceValue } from '../../languages/yaml/edit.js';
import { appFacts, appOf, type App } from '../shared/kubernetesApp.js';
import {
  amountOf,
  autoscalersAround,
  autoscalersOf,
  budgetsAround,
  isReplicated,
  podsOf,
  replicasOf,
  replicatedIn,
  type Autoscalers,
  replicatedKinds,
} from '../shared/kubernetesAvailability.js';
import { kindIn } from '../shared/kubernetesReferences.js';
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
  needs: appFacts,
  page,
  check: {
    where: ['PodDisruptionBudget', ...replicatedKinds],
    File(file, ctx) {
      const budgets = kindIn(file, 'PodDisruptionBudget');
      const workloads = replicatedIn(file).filter(isCounted);
      if (budgets.length === 0 && workloads.length === 0) return;
      const app = appOf(file, ctx);
      const all: Scaled = { app, workloads: [...workloads, ...app.others.filter(isCounted)], autoscalers: autoscalersOf(file) };
      reportWorkloads(ctx, all, workloads);
      for (const budget of budgets) {
        const spec = budget.get('spec');
        if (spec?.kind !== 'map') continue;
        const [maximum, minimum] = [spec.entry('maxUnavailable'), spec.entry('minAvailable')];
        const report = (entry: YamlEntry, message: string, related: readonly Related[] = []): void =>
          ctx.report({
            at: entry.alias ?? entry.value.span,
            message: `${message}: a node with one of them can never be drained.`,
            related,
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
        const { replicas, found } = scaleOf(budget, all) ?? { replicas: 0, found: [] };
        if (replicas === 0 || podsOf(least, replicas) < replicas) continue;
        const elsewhere = found.find((workload) => app.isElsewhere(workload));
        if (elsewhere !== undefined && !isSure(app)) continue;
        report(
          minimum,
          `\`minAvailable: ${minimum.value.scalarText ?? ''}\` of ${replicas === 1 ? 'one replica' : `${replicas} replicas`} lets no pod go${elsewhere === undefined ? '' : ` of ${app.titled(elsewhere)}`}`,
          elsewhere === undefined ? [] : [app.related(ctx, elsewhere, 'Its replicas.', 'spec', 'replicas')],
        );
      }
    },
  },
});

interface Scaled {
  readonly app: App;
  readonly workloads: readonly KubernetesObject[];
  readonly autoscalers: Autoscalers;
}

const isCounted = (object: KubernetesObject): boolean => isReplicated(object) && object.pod !== undefined;

/** Whether the numbers of other files are the last word. */
const isSure = (app: App): boolean => app.workspace.complete && !app.isPatched && !app.isOpen;

/** The same mistake as the workload's file sees it, when the budget is in another one. */
function reportWorkloads(ctx: RuleContext, all: Scaled, workloads: readonly KubernetesObject[]): void {
  const { app } = all;
  if (!isSure(app)) return;
  for (const { object: budget } of budgetsAround(app)) {
    const minimum = budget.get('spec', 'minAvailable');
    const least = amountOf(minimum);
    // What blocks whatever the scale is, is the budget's own mistake.
    if (least === undefined || app.isTwin(budget) || (least.isPercent && least.value >= 100)) continue;
    const { replicas, found } = scaleOf(budget, all) ?? { replicas: 0, found: [] };
    const own = found.find((workload) => workloads.includes(workload));
    if (own === undefined || replicas === 0 || podsOf(least, replicas) < replicas) continue;
    ctx.report({
      at: own.get('spec', 'replicas')?.span ?? own.anchor,
      message: `${app.titled(budget)} says \`minAvailable: ${minimum?.scalarText ?? ''}\`, which lets none of ${replicas === 1 ? 'one replica' : `${replicas} replicas`} go: a node with one of them can never be drained.`,
      related: [app.related(ctx, budget, 'What has to stay.', 'spec', 'minAvailable')],
      fix: () =>
        app.fix(ctx, budget, letOneGoTitle, (real) => {
          const spec = real.get('spec');
          const entry = spec?.kind === 'map' ? spec.entry('minAvailable') : undefined;
          return spec?.kind === 'map' && entry !== undefined ? letOneGo(spec, entry)?.edits : undefined;
        }),
    });
  }
}

const letOneGoTitle = 'Let one pod go at a time: `maxUnavailable: 1`';

/** How many pods the budget's workloads run together; undefined when somebody else decides. */
function scaleOf(
  budget: KubernetesObject,
  { app, workloads, autoscalers }: Scaled,
): { readonly replicas: number; readonly found: readonly KubernetesObject[] } | undefined {
  const selector = readSelector(budget.get('spec', 'selector'));
  if (selector.isEmpty) return undefined;
  let sum = 0;
  const found: KubernetesObject[] = [];
  for (const workload of workloads) {
    if (workload.pod === undefined) continue;
    const match = selects(selector, podLabels(workload.pod));
    if (match === 'no' || inOneNamespace(budget, workload) === 'no') continue;
    const replicas = replicasOf(workload);
    if (match === 'unknown' || replicas === undefined || app.isTwin(workload)) return undefined;
    if (autoscalers.of(workload) !== undefined || autoscalersAround(app).of(workload) !== undefined) return undefined;
    sum += replicas;
    found.push(workload);
  }
  return sum === 0 ? undefined : { replicas: sum, found };
}

function letOneGo(spec: YamlMap, entry: YamlEntry): Fix | undefined {
  const isMaximum = entry.key.content === 'maxUnavailable';
  if (!spec.entries.includes(entry) || (!isMaximum && spec.has('maxUnavailable'))) return undefined;
  const rename = isMaximum ? [] : [replace(entry.key.span, 'maxUnavailable')];
  return { title: letOneGoTitle, edits: [...rename, ...replaceValue(entry, 1, spec)] };
}
