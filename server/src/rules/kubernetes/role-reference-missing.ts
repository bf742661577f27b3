import { defineRule } from '../../engine/rule/define.js';
import { nearest } from '../../languages/dockerfile/vocabulary.js';
import { objectKey } from '../../languages/kubernetes/facts.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { appFacts } from '../shared/kubernetesApp.js';
import { reportMissing } from '../shared/kubernetesMissing.js';
import { builtInLookupsOf, objectsOf, ofKind, referenceAt, renameFix, spanOf } from '../shared/kubernetesReferences.js';
import { bindingKinds } from '../shared/kubernetesRbac.js';
import page from './role-reference-missing.md';

/** Roles that every cluster has: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings. */
const builtIn = /^(?:cluster-admin|admin|edit|view|system:.*)$/;
/** The Role that `kube-system` has for API servers of others: https://kubernetes.io/docs/tasks/extend-kubernetes/configure-aggregation-layer/. */
const builtInRole = /^(?:system:.*|extension-apiserver-authentication-reader)$/;

export default defineRule({
  id: 'kubernetes/role-reference-missing',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  needs: appFacts,
  page,
  check: {
    where: bindingKinds,
    File(file, ctx) {
      const objects = objectsOf(file);
      const bindings = ofKind(objects, 'RoleBinding', 'ClusterRoleBinding');
      if (bindings.length === 0) return;
      const lookups = builtInLookupsOf(file);
      for (const binding of bindings) {
        for (const reference of rolesOf(binding)) {
          if (reference.kind === 'Role') {
            if (!builtInRole.test(reference.name)) reportMissing(file, ctx, lookups, reference, 'the binding grants nothing');
            continue;
          }
          const catalog = lookups.catalog('ClusterRole');
          const names = catalog.all.map((role) => role.name);
          if (names.length === 0 || names.includes(undefined) || builtIn.test(reference.name) || catalog.named(reference.name).length > 0)
            continue;
          if (ctx.workspace.find('object', objectKey('ClusterRole', undefined, reference.name)).length > 0) continue;
          const near = nearest(
            reference.name,
            names.flatMap((name) => name ?? []),
          );
          ctx.report({
            at: spanOf(reference),
            message: `No ClusterRole of this file is named \`${reference.name}\`${near === undefined ? '' : `, but one is \`${near}\``}: the binding grants nothing.`,
            fix: () => (near === undefined ? undefined : renameFix(reference.map, reference.key, near)),
          });
        }
        for (const reference of accountsOf(binding)) reportMissing(file, ctx, lookups, reference, 'the rights go to nobody');
      }
    },
  },
});

function rolesOf(binding: KubernetesObject) {
  const role = binding.get('roleRef');
  const kind = role?.get('kind')?.string;
  return role?.kind === 'map' && (kind === 'Role' || kind === 'ClusterRole') ? referenceAt(binding, kind, role, 'name') : [];
}

function accountsOf(binding: KubernetesObject) {
  return mapsIn(binding.get('subjects')).flatMap((subject) => {
    const namespace = subject.get('namespace');
    const isKnown = namespace === undefined ? binding.kind === 'RoleBinding' : namespace.scalarText !== undefined;
    if (subject.get('kind')?.string !== 'ServiceAccount' || !isKnown) return [];
    return referenceAt(binding, 'ServiceAccount', subject, 'name', namespace?.scalarText).filter(
      (reference) => reference.name !== 'default',
    );
  });
}
