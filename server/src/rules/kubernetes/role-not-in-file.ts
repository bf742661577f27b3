import { defineRule } from '../../engine/rule/define.js';
import { objectKey } from '../../languages/kubernetes/facts.js';
import { isRole, rbacOf, roleSpan, bindingKinds } from '../shared/kubernetesRbac.js';
import page from './role-not-in-file.md';

/** Roles that a cluster brings: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings. */
const provided = /^(?:cluster-admin|admin|edit|view|extension-apiserver-authentication-reader|(?:system|gce|eks|aks|azure):.*)$/;

export default defineRule({
  id: 'kubernetes/role-not-in-file',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.4.0',
  aliases: [
    'polaris:clusterrolebindingPodExecAttach',
    'polaris:rolebindingClusterRolePodExecAttach',
    'polaris:rolebindingRolePodExecAttach',
  ],
  fix: 'none',
  needs: ['object'],
  page,
  check: {
    where: bindingKinds,
    File(file, ctx) {
      // Where some name is not known, it may be the one that is asked for.
      if (file.objects.some((object) => isRole(object) && object.name === undefined)) return;
      const rbac = rbacOf(file);
      for (const binding of rbac.bindings) {
        const { object, roleName } = binding;
        const kind = object.get('roleRef', 'kind')?.string;
        if (roleName === undefined || (kind !== 'Role' && kind !== 'ClusterRole') || provided.test(roleName)) continue;
        if (rbac.roleOf(binding) !== undefined) continue;
        const namespace = kind === 'Role' ? object.namespace : undefined;
        if (ctx.workspace.find('object', objectKey(kind, namespace, roleName)).length > 0) continue;
        ctx.report({
          at: roleSpan(binding),
          message: `${kind} \`${roleName}\` is not in this file: what the binding gives, its reader cannot see, and without the role it gives nothing.`,
        });
      }
    },
  },
});
