import { defineRule } from '../../engine/rule/define.js';
import type { YamlMap } from '../../languages/yaml/nodes.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './service-type-nodeport.md';

export default defineRule({
  id: 'kubernetes/service-type-nodeport',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: [
    'kube-linter:exposed-services',
    'kube-score:service-type',
    'datree:SERVICE_INCORRECT_TYPE_VALUE_NODEPORT',
    'monokle:KBP114',
    'kyverno:restrict-node-port',
  ],
  fix: 'review',
  page,
  check: {
    Kind: {
      Service(service, ctx) {
        const type = service.get('spec', 'type');
        if (type?.string !== 'NodePort') return;
        ctx.report({
          at: type.span,
          message: `\`NodePort\` opens a port on every node of the cluster for \`${service.name ?? 'this Service'}\`, past Ingress, TLS and most firewalls.`,
          // Ports of the nodes belong to this type alone.
          fix: () =>
            service.get('spec', 'ports')?.items.some((port) => port.get('nodePort') !== undefined) === true
              ? undefined
              : mergeFix('Set `type: ClusterIP`', service.get('spec') as YamlMap, { type: 'ClusterIP' }),
        });
      },
    },
  },
});
