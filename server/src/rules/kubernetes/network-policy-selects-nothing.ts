import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { inOneNamespace, type Selector } from '../../languages/kubernetes/selectors.js';
import { appFacts, appOf, type App } from '../shared/kubernetesApp.js';
import { isSelectedAround, knowsAllPods, podsAround } from '../shared/kubernetesAround.js';
import { isNetworkPolicy, podSelectorOf } from '../shared/kubernetesNetworkPolicy.js';
import { mayStartPods, objectsOf, podIndexOf } from '../shared/kubernetesReferences.js';
import { failing, isMeant, labelsPath, nearestWorkload, strangestLabel } from '../shared/kubernetesServices.js';
import page from './network-policy-selects-nothing.md';

export default defineRule({
  id: 'kubernetes/network-policy-selects-nothing',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'kube-linter:dangling-networkpolicy',
    'kube-score:networkpolicy-targets-pod',
    'kubescape:dangling-networkpolicy',
    'kubescape:C-0299',
  ],
  fix: 'none',
  needs: appFacts,
  page,
  check: {
    where: ['NetworkPolicy'],
    File(file, ctx) {
      const objects = objectsOf(file);
      const policies = objects.filter(isNetworkPolicy);
      if (policies.length === 0 || mayStartPods(objects)) return;
      const index = podIndexOf(file);
      for (const policy of policies) {
        const selector = podSelectorOf(policy);
        if (selector.isEmpty) continue;
        if (index.selected(selector).some((workload) => inOneNamespace(workload, policy) !== 'no')) continue;
        const app = appOf(file, ctx);
        if (isSelectedAround(app, selector, policy)) continue;
        const near = index.near(policy);
        if (near.length === 0) {
          reportAround(ctx, policy, selector, app);
          continue;
        }
        const found = strangestLabel(selector, { indexes: [index], near });
        const label = found?.isNowhere === true && found.label.entry !== undefined ? found.label : undefined;
        ctx.report({
          at: label?.node.span ?? policy.lackOf('spec', 'podSelector'),
          message: `No pod of this file has ${label === undefined ? 'these labels' : `the label \`${label.key}: ${label.values.join()}\``}, so the policy \`${policy.name ?? ''}\` guards nothing.`,
        });
      }
    },
  },
});

/** The pods that the policy was written for stand in another file. */
function reportAround(ctx: RuleContext, policy: KubernetesObject, selector: Selector, app: App): void {
  if (!knowsAllPods(app)) return;
  const index = podsAround(app);
  const closest = nearestWorkload(selector, { indexes: [index], near: index.near(policy) });
  if (closest === undefined || app.isTwin(closest)) return;
  const failed = failing(selector, closest);
  const [label] = failed;
  if (label?.entry === undefined || !isMeant(selector, failed, policy, closest)) return;
  ctx.report({
    at: label.node.span,
    message: `The pods of ${app.titled(closest)} lack the label \`${label.key}: ${label.values.join()}\`, and no other pod beside this file has it: unless pods from elsewhere do, the policy \`${policy.name ?? ''}\` guards nothing.`,
    related: [app.related(ctx, closest, `Labels of ${closest.kind} \`${closest.name ?? ''}\``, ...labelsPath(closest))],
  });
}
