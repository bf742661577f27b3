import { defineRule } from '../../engine/rule/define.js';
import { eachBinding, roleSpan } from '../shared/kubernetesRbac.js';
import page from './dashboard-role-bound.md';

export default defineRule({
  id: 'kubernetes/dashboard-role-bound',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['kubescape:C-0014', 'kubescape:rule-access-dashboard-subject-v1'],
  fix: 'none',
  page,
  check: eachBinding((binding, ctx) => {
    if (binding.roleName === 'kubernetes-dashboard') {
      ctx.report({
        at: roleSpan(binding),
        message: 'The subjects have the rights of the Kubernetes dashboard, whose Secrets and settings are among them.',
      });
      return;
    }
    const subject = binding.subjects.find(({ kind, name }) => kind === 'ServiceAccount' && name === 'kubernetes-dashboard');
    if (subject !== undefined)
      ctx.report({
        at: (subject.node.get('name') ?? subject.node).span,
        message: 'The Kubernetes dashboard gets a role: whoever opens the dashboard has it too.',
      });
  }),
});
