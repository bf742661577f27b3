import { defineRule } from '../../engine/rule/define.js';
import page from './service-type-loadbalancer.md';

export default defineRule({
  id: 'kubernetes/service-type-loadbalancer',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kube-linter:exposed-services', 'monokle:KBP114', 'kyverno:restrict-loadbalancer'],
  fix: 'none',
  page,
  check: {
    Kind: {
      Service(service, ctx) {
        const type = service.get('spec', 'type');
        if (type?.string !== 'LoadBalancer') return;
        ctx.report({
          at: type.span,
          message: `\`LoadBalancer\` makes the cloud give \`${service.name ?? 'this Service'}\` an address of its own, which is paid for and often public.`,
        });
      },
    },
  },
});
