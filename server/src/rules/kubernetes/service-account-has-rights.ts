import { defineRule } from '../../engine/rule/define.js';
import { eachBinding } from '../shared/kubernetesRbac.js';
import page from './service-account-has-rights.md';

export default defineRule({
  id: 'kubernetes/service-account-has-rights',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kubescape:C-0053', 'kubescape:access-container-service-account-v1'],
  fix: 'none',
  page,
  check: eachBinding((binding, ctx) => {
    for (const subject of binding.subjects) {
      if (subject.kind !== 'ServiceAccount') continue;
      ctx.report({
        at: (subject.node.get('name') ?? subject.node).span,
        message: `\`${subject.name ?? ''}\` has the rights of \`${binding.roleName ?? ''}\`, and so has whoever breaks into a pod that runs as it.`,
      });
    }
  }),
});
