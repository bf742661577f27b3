import { defineRule } from '../../engine/rule/define.js';
import { bindingOf, fixWith, rbacGroup, bindingKinds } from '../shared/kubernetesRbac.js';
import { replace } from '../../engine/text/span.js';
import page from './role-reference-invalid.md';

export default defineRule({
  id: 'kubernetes/role-reference-invalid',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    where: bindingKinds,
    Object(object, ctx) {
      const binding = bindingOf(object);
      if (binding === undefined) return;
      const reference = object.get('roleRef');
      // That there is one at all is the schema's business.
      if (reference?.kind !== 'map') return;
      const kinds = binding.isClusterWide ? ['ClusterRole'] : ['Role', 'ClusterRole'];
      const kind = reference.get('kind');
      if (kind?.scalarText !== undefined && !kinds.includes(kind.scalarText)) {
        ctx.report({
          at: kind.span,
          message: `A ${object.kind} cannot bind a \`${kind.scalarText}\`: the API server allows ${kinds.map((word) => `\`${word}\``).join(' or ')}.`,
          fix: () => (kinds.length === 1 ? fixWith('Change to `ClusterRole`', [replace(kind.span, 'ClusterRole')]) : undefined),
        });
      }
      const group = reference.get('apiGroup');
      // An empty group is filled in.
      if (group?.scalarText !== undefined && group.scalarText !== '' && group.scalarText !== rbacGroup) {
        ctx.report({
          at: group.span,
          message: `Roles are in the group \`${rbacGroup}\`, without a version: the API server rejects \`${group.scalarText}\`.`,
          fix: () => fixWith(`Change to \`${rbacGroup}\``, [replace(group.span, rbacGroup)]),
        });
      }
    },
  },
});
