import { defineRule } from '../../engine/rule/define.js';
import { isRole, policyRules, roleKinds } from '../shared/kubernetesRbac.js';
import type { YamlNode } from '../../languages/yaml/nodes.js';
import page from './role-rule-invalid.md';

export default defineRule({
  id: 'kubernetes/role-rule-invalid',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    where: roleKinds,
    Object(object, ctx) {
      if (!isRole(object)) return;
      for (const { node } of policyRules(object)) {
        const fault = faultOf(node, object.kind);
        if (fault !== undefined)
          ctx.report({
            at: (node.kind === 'map' ? (node.entry(fault.key) ?? node.entries[0])?.key : undefined)?.span ?? node.span,
            message: fault.message,
          });
      }
    },
  },
});

/** What the API server says of a rule: `ValidatePolicyRule` in kubernetes/pkg/apis/rbac/validation. */
function faultOf(rule: YamlNode, kind: string): { readonly key: string; readonly message: string } | undefined {
  const isEmpty = (key: string): boolean => {
    const node = rule.get(key);
    return node === undefined || node.isNull || (node.kind === 'sequence' && node.items.length === 0);
  };
  const verbs = rule.get('verbs');
  if (verbs !== undefined && isEmpty('verbs')) return { key: 'verbs', message: 'The API server rejects a rule without `verbs`.' };
  if (!isEmpty('nonResourceURLs')) {
    if (kind === 'Role')
      return { key: 'nonResourceURLs', message: '`nonResourceURLs` is for a ClusterRole: the API server rejects it in a Role.' };
    const other = ['resources', 'apiGroups', 'resourceNames'].find((key) => !isEmpty(key));
    return other === undefined
      ? undefined
      : { key: 'nonResourceURLs', message: `\`nonResourceURLs\` and \`${other}\` exclude each other: the API server rejects the rule.` };
  }
  if (isEmpty('resources')) return { key: 'resources', message: 'The API server rejects a rule without `resources`.' };
  if (isEmpty('apiGroups'))
    return { key: 'apiGroups', message: "The API server rejects a rule without `apiGroups`; the core group is `''`." };
  return undefined;
}
