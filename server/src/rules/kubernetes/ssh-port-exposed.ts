import { defineRule } from '../../engine/rule/define.js';
import { Who } from '../shared/kubernetesSecurityContext.js';
import page from './ssh-port-exposed.md';

export default defineRule({
  id: 'kubernetes/ssh-port-exposed',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['kube-linter:ssh-port'],
  fix: 'none',
  page,
  check: {
    Container(container, ctx) {
      for (const { node, number, protocol } of container.ports) {
        const port = node.get('containerPort');
        if (port === undefined || number !== 22 || protocol !== 'TCP') continue;
        ctx.report({
          at: port.span,
          message: `${Who(container)} listens on port 22: \`kubectl exec\` gives a shell without a second door with keys of its own.`,
        });
      }
    },
  },
});
