import { defineRule, type Fix, type RuleContext } from '../../engine/rule/define.js';
import type { KubernetesFile } from '../../languages/kubernetes/file.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { inOneNamespace, type PodIndex, type Selector } from '../../languages/kubernetes/selectors.js';
import { appFacts, appOf, type App } from '../shared/kubernetesApp.js';
import { certainAround, isSelectedAround, knowsAllPods, podsAround } from '../shared/kubernetesAround.js';
import { kindIn, mayStartPods, objectsOf, podIndexOf } from '../shared/kubernetesReferences.js';
import {
  failing,
  isMeant,
  labelsPath,
  nearestWorkload,
  relabelFix,
  reselectFix,
  selectorOf,
  strangestLabel,
} from '../shared/kubernetesServices.js';
import { anyPod } from '../../languages/kubernetes/words.js';
import page from './service-selects-nothing.md';

export default defineRule({
  id: 'kubernetes/service-selects-nothing',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kube-linter:dangling-service', 'kube-score:service-targets-pod', 'kubescape:service-with-no-workload', 'kubescape:C-0293'],
  fix: 'review',
  needs: appFacts,
  page,
  check: {
    where: ['Service', anyPod],
    File(file, ctx) {
      const objects = objectsOf(file);
      if (mayStartPods(objects)) return;
      const index = podIndexOf(file);
      for (const service of kindIn(file, 'Service')) {
        const selector = selectorOf(service);
        if (selector === undefined) continue;
        const sameLabels = index.selected(selector);
        if (sameLabels.some((workload) => inOneNamespace(workload, service) !== 'no')) continue;
        const app = appOf(file, ctx);
        if (isSelectedAround(app, selector, service)) continue;
        // Pods of other files may be meant where none of the namespace is here.
        const near = index.near(service);
        const other = sameLabels[0];
        if (near.length === 0 && other === undefined) {
          reportAround(ctx, service, selector, app);
          continue;
        }
        const candidates = { indexes: [index], near };
        const found = strangestLabel(selector, candidates);
        const closest = nearestWorkload(selector, candidates);
        ctx.report({
          at:
            other === undefined ? (found?.label.node.span ?? service.lackOf('spec', 'selector')) : service.lackOf('metadata', 'namespace'),
          message:
            other === undefined
              ? `No pod of this file has ${found?.isNowhere === true ? `the label \`${found.label.key}: ${found.label.values.join()}\`` : 'all these labels'}, so the Service \`${service.name ?? ''}\` has no endpoints.`
              : `The pods that this selector names are those of ${other.kind} \`${other.name ?? ''}\` in namespace \`${other.namespace ?? 'default'}\`; a Service selects in its own namespace only.`,
          related: closest === undefined ? [] : [{ at: closest.anchor, message: `${closest.kind} \`${closest.name ?? ''}\`` }],
          fix: () => (other === undefined && closest !== undefined ? reselectFix(service, closest) : undefined),
        });
      }
      if (index.all.length > 0) reportMeant(file, ctx, index);
    },
  },
});

/** The Service stands here, the pods that it is for in another file. */
function reportAround(ctx: RuleContext, service: KubernetesObject, selector: Selector, app: App): void {
  if (!knowsAllPods(app)) return;
  const index = podsAround(app);
  const closest = nearestWorkload(selector, { indexes: [index], near: index.near(service) });
  if (closest === undefined || app.isTwin(closest)) return;
  const failed = failing(selector, closest);
  const [label] = failed;
  if (label === undefined || !isMeant(selector, failed, service, closest)) return;
  ctx.report({
    at: label.node.span,
    message: `The pods of ${app.titled(closest)} lack the label \`${label.key}: ${label.values.join()}\`, and no other pod beside this file has it: unless pods from elsewhere do, the Service \`${service.name ?? ''}\` has no endpoints.`,
    related: [app.related(ctx, closest, `Labels of ${closest.kind} \`${closest.name ?? ''}\``, ...labelsPath(closest))],
    fix: () => [...oneFix(reselectFix(service, closest)), ...app.fix(ctx, closest, ...relabelFix(failed))],
  });
}

/** The pods stand here, the Service that is for them in another file. */
function reportMeant(file: KubernetesFile, ctx: RuleContext, index: PodIndex): void {
  const { app, found } = certainAround(file, ctx, 'Service');
  if (found.length === 0 || !knowsAllPods(app)) return;
  for (const service of found) {
    const selector = selectorOf(service);
    if (selector === undefined || isSelectedAround(app, selector, service)) continue;
    if (index.selected(selector).some((workload) => inOneNamespace(workload, service) !== 'no')) continue;
    const around = podsAround(app);
    const near = index.near(service);
    const closest = nearestWorkload(selector, { indexes: [index, around], near: [...near, ...around.near(service)] });
    if (closest === undefined || !near.includes(closest)) continue;
    const failed = failing(selector, closest);
    const [label] = failed;
    if (label === undefined || !isMeant(selector, failed, service, closest)) continue;
    const written = closest.get(...labelsPath(closest), label.key);
    ctx.report({
      at: written?.span ?? closest.lackOf(...labelsPath(closest)),
      message: `${app.titled(service)} selects \`${label.key}: ${label.values.join()}\`, which neither these pods nor others beside this file have: it has no endpoints.`,
      related: [app.related(ctx, service, `Selector of Service \`${service.name ?? ''}\``, 'spec', 'selector')],
      fix: () => [
        ...app.fix(ctx, closest, ...relabelFix(failed)),
        ...app.fix(
          ctx,
          service,
          `Select the pods of ${closest.kind} \`${closest.name ?? ''}\``,
          (real) => reselectFix(real, closest)?.edits,
        ),
      ],
    });
  }
}

const oneFix = (fix: Fix | undefined): Fix[] => (fix === undefined ? [] : [fix]);
