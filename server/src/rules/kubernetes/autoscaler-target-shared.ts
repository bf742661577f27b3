import { defineRule } from '../../engine/rule/define.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { inOneNamespace } from '../../languages/kubernetes/selectors.js';
import { appFacts, appOf } from '../shared/kubernetesApp.js';
import { objectsOf } from '../shared/kubernetesReferences.js';
import page from './autoscaler-target-shared.md';

export default defineRule({
  id: 'kubernetes/autoscaler-target-shared',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kyverno:prevent-duplicate-hpa', 'kyverno:prevent-duplicate-vpa'],
  fix: 'none',
  needs: appFacts,
  page,
  check: {
    where: ['HorizontalPodAutoscaler', 'ScaledObject', 'VerticalPodAutoscaler'],
    File(file, ctx) {
      const known = new Map<string, KubernetesObject[]>();
      for (const object of objectsOf(file)) {
        const target = targetOf(object);
        if (target === undefined) continue;
        const app = appOf(file, ctx);
        const around = app.isOpen ? [] : app.others.filter((each) => targetOf(each)?.key === target.key);
        const others = [...(known.get(target.key) ?? []), ...around];
        // Of two that share name and kind the second replaces the first.
        const other = others.find(
          (first) => inOneNamespace(first, object) === 'yes' && !(first.kind === object.kind && first.name === object.name),
        );
        known.set(target.key, [...(known.get(target.key) ?? []), object]);
        if (other === undefined) continue;
        ctx.report({
          at: target.at,
          message: `${app.titled(other)} scales \`${target.name}\` already: two autoscalers undo each other's decisions.`,
          related: [app.related(ctx, other, 'The other autoscaler.')],
        });
      }
    },
  },
});

/** KEDA makes a HorizontalPodAutoscaler of each ScaledObject: https://keda.sh/docs/latest/concepts/scaling-deployments/. */
function targetOf(object: KubernetesObject) {
  const isKeda = object.group === 'keda.sh' && object.kind === 'ScaledObject';
  const isVertical = object.kind === 'VerticalPodAutoscaler';
  if (!isKeda && !isVertical && object.kind !== 'HorizontalPodAutoscaler') return undefined;
  const target = object.get('spec', isVertical ? 'targetRef' : 'scaleTargetRef');
  const node = target?.get('name');
  const kind = target?.get('kind')?.string ?? (isKeda ? 'Deployment' : undefined);
  const name = node?.scalarText;
  if (node === undefined || kind === undefined || name === undefined) return undefined;
  return { key: `${isVertical ? 'size' : 'number'} of ${kind}/${name}`, name, at: node.span };
}
