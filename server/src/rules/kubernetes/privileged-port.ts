import { defineRule } from '../../engine/rule/define.js';
import { Who } from '../shared/kubernetesSecurityContext.js';
import page from './privileged-port.md';

export default defineRule({
  id: 'kubernetes/privileged-port',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kube-linter:privileged-ports', 'trivy-checks:KSV-0117'],
  fix: 'none',
  page,
  check: {
    Container(container, ctx) {
      for (const { node, number } of container.ports) {
        const port = node.get('containerPort');
        if (port === undefined || number === undefined || number <= 0 || number >= 1024) continue;
        ctx.report({
          at: port.span,
          message: `${Who(container)} listens on port ${number}, for which older runtimes want root or \`NET_BIND_SERVICE\`.`,
        });
      }
    },
  },
});
