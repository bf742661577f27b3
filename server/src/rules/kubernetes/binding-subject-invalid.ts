import { defineRule } from '../../engine/rule/define.js';
import { bindingOf, fixWith, rbacGroup, type Binding, type Subject, bindingKinds } from '../shared/kubernetesRbac.js';
import { replace, type Span } from '../../engine/text/span.js';
import page from './binding-subject-invalid.md';

export default defineRule({
  id: 'kubernetes/binding-subject-invalid',
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
      for (const subject of binding?.subjects ?? []) {
        const fault = binding === undefined ? undefined : faultOf(binding, subject);
        if (fault === undefined) continue;
        const { better } = fault;
        ctx.report({
          at: fault.at,
          message: fault.message,
          fix: () => (better === undefined ? undefined : fixWith(`Change to \`${better}\``, [replace(fault.at, better)])),
        });
      }
    },
  },
});

interface Fault {
  readonly at: Span;
  readonly message: string;
  readonly better?: string;
}

/** What the API server says of a subject: `ValidateRoleBindingSubject` in kubernetes/pkg/apis/rbac/validation. */
function faultOf(binding: Binding, { node, kind, name, namespace }: Subject): Fault | undefined {
  const kinds = ['User', 'Group', 'ServiceAccount'];
  const kindNode = node.get('kind');
  if (kind !== undefined && kindNode !== undefined && !kinds.includes(kind)) {
    const better = kinds.find((word) => word.toLowerCase() === kind.toLowerCase());
    const message = `\`${kind}\` cannot be a subject: the API server allows \`User\`, \`Group\` and \`ServiceAccount\`.`;
    return better === undefined ? { at: kindNode.span, message } : { at: kindNode.span, message, better };
  }
  if (
    kind === 'ServiceAccount' &&
    binding.isClusterWide &&
    (namespace === undefined || namespace === '') &&
    node.get('namespace')?.isUnknown !== true
  ) {
    return {
      at: (node.get('name') ?? node).span,
      message: `The account \`${name ?? ''}\` lacks its \`namespace\`: the API server rejects it in a ClusterRoleBinding, which is in none.`,
    };
  }
  const group = node.get('apiGroup');
  const text = group?.scalarText;
  if (group === undefined || text === undefined || text === '') return undefined;
  if (kind === 'ServiceAccount')
    return { at: group.span, message: `Service accounts are in the core group: the API server rejects \`${text}\` here.`, better: "''" };
  if (kind !== undefined && text !== rbacGroup)
    return {
      at: group.span,
      message: `A ${kind} is in the group \`${rbacGroup}\`: the API server rejects \`${text}\`.`,
      better: rbacGroup,
    };
  return undefined;
}
