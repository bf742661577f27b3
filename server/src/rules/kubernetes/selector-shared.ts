import { defineRule } from '../../engine/rule/define.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { namespaceOf, readSelector } from '../../languages/kubernetes/selectors.js';
import { objectsOf } from '../shared/kubernetesReferences.js';
import page from './selector-shared.md';

export default defineRule({
  id: 'kubernetes/selector-shared',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    File(file, ctx) {
      const first = new Map<string, KubernetesObject>();
      for (const object of objectsOf(file)) {
        if (object.group !== 'apps' || !['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].includes(object.kind)) continue;
        const { requirements, isEmpty } = readSelector(object.get('spec', 'selector'));
        if (isEmpty || requirements.some((requirement) => requirement.isUnknown)) continue;
        const conditions = requirements.map(({ key, operator, values }) => `${key} ${operator} ${[...values].sort().join()}`).sort();
        const id = `${namespaceOf(object) ?? '?'} ${object.kind} ${conditions.join(' and ')}`;
        const other = first.get(id);
        if (other === undefined) first.set(id, object);
        // Two objects of one name are two versions of the same.
        else if (other.name !== undefined && object.name !== undefined && other.name !== object.name)
          ctx.report({
            at: object.lackOf('spec', 'selector'),
            message: `The ${other.kind} \`${other.name}\` has the same selector: the two take each other's pods for their own.`,
            related: [{ at: other.anchor, message: `${other.kind} \`${other.name}\`` }],
          });
      }
    },
  },
});
