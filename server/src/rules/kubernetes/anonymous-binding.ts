import { defineRule } from '../../engine/rule/define.js';
import { bindingOf, removeSubject, bindingKinds } from '../shared/kubernetesRbac.js';
import page from './anonymous-binding.md';

export default defineRule({
  id: 'kubernetes/anonymous-binding',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'kubesec:BindingsToSystemAnonymous',
    'trivy-checks:KSV-0122',
    'kubescape:C-0262',
    'kubescape:anonymous-access-enabled',
    'kyverno:restrict-binding-system-groups',
  ],
  fix: 'review',
  page,
  check: {
    where: bindingKinds,
    Object(object, ctx) {
      const binding = bindingOf(object);
      for (const subject of binding?.subjects ?? []) {
        if (binding === undefined || (subject.name !== 'system:anonymous' && subject.name !== 'system:unauthenticated')) continue;
        ctx.report({
          at: (subject.node.get('name') ?? subject.node).span,
          message: `\`${subject.name}\` is everybody who reaches the API server, without any login.`,
          fix: () => removeSubject(binding, subject),
        });
      }
    },
  },
});
