import { defineRule } from '../../engine/rule/define.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { namespaceOf, readSelector } from '../../languages/kubernetes/selectors.js';
import { appFacts, appOf } from '../shared/kubernetesApp.js';
import { objectsOf } from '../shared/kubernetesReferences.js';
import page from './selector-shared.md';

export default defineRule({
  id: 'kubernetes/selector-shared',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  needs: appFacts,
  page,
  check: {
    where: ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'],
    File(file, ctx) {
      const first = new Map<string, KubernetesObject>();
      for (const object of objectsOf(file)) {
        const id = object.once(selectorId);
        if (id === undefined) continue;
        const app = appOf(file, ctx);
        const other = first.get(id) ?? app.once(bySelector).get(id);
        if (!first.has(id)) first.set(id, object);
        if (other === undefined || (app.isOpen && app.isElsewhere(other))) continue;
        // Two objects of one name are two versions of the same.
        if (other.name !== undefined && object.name !== undefined && other.name !== object.name)
          ctx.report({
            at: object.lackOf('spec', 'selector'),
            message: `The ${app.titled(other)} has the same selector: the two take each other's pods for their own.`,
            related: [app.related(ctx, other, `${other.kind} \`${other.name}\``)],
          });
      }
    },
  },
});

/** Equal for two workloads of one kind and namespace that select the same. */
function selectorId(object: KubernetesObject): string | undefined {
  if (object.group !== 'apps' || !['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].includes(object.kind)) return undefined;
  const { requirements, isEmpty } = readSelector(object.get('spec', 'selector'));
  if (isEmpty || requirements.some((requirement) => requirement.isUnknown)) return undefined;
  const conditions = requirements.map(({ key, operator, values }) => `${key} ${operator} ${[...values].sort().join()}`).sort();
  return `${namespaceOf(object) ?? '?'} ${object.kind} ${conditions.join(' and ')}`;
}

function bySelector(objects: readonly KubernetesObject[]): ReadonlyMap<string, KubernetesObject> {
  const found = new Map<string, KubernetesObject>();
  for (const object of objects) {
    const id = object.once(selectorId);
    if (id !== undefined && !found.has(id)) found.set(id, object);
  }
  return found;
}
