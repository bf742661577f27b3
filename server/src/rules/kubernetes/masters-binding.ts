import { defineRule } from '../../engine/rule/define.js';
import { eachBinding, removeSubject } from '../shared/kubernetesRbac.js';
import page from './masters-binding.md';

export default defineRule({
  id: 'kubernetes/masters-binding',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'trivy-checks:KSV-0123',
    'datree:CIS_INVALID_VALUE_SYSTEM_MASTERS',
    'kubescape:C-0246',
    'kyverno:restrict-binding-system-groups',
  ],
  fix: 'review',
  page,
  check: eachBinding((binding, ctx) => {
    for (const subject of binding.subjects) {
      if (!(subject.name === 'system:masters')) continue;
      ctx.report({
        at: (subject.node.get('name') ?? subject.node).span,
        message: '`system:masters` is past all authorization: no binding gives it anything or takes anything away.',
        fix: () => removeSubject(binding, subject),
      });
    }
  }),
});
