import { defineRule } from '../../engine/rule/define.js';
import { servicePorts, type ServicePort } from '../../languages/kubernetes/selectors.js';
import type { YamlNode } from '../../languages/yaml/nodes.js';
import page from './service-port-duplicate.md';

export default defineRule({
  id: 'kubernetes/service-port-duplicate',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    Kind: {
      Service(service, ctx) {
        const ports = servicePorts(service);
        if (ports.length < 2) return;
        const told = new Set<ServicePort>();
        for (const { what, id, node } of kinds) {
          const first = new Map<string, ServicePort>();
          for (const port of ports) {
            const key = id(port);
            const at = node(port);
            if (key === undefined || at === undefined) continue;
            const other = first.get(key);
            if (other === undefined) first.set(key, port);
            else if (!told.has(port)) {
              told.add(port);
              ctx.report({
                at: at.span,
                message: `The ${what} \`${at.scalarText ?? ''}\` stands here twice: the API server rejects the Service.`,
                related: [{ at: (node(other) ?? other.node).span, message: 'The first one' }],
              });
            }
          }
        }
      },
    },
  },
});

const kinds: readonly {
  readonly what: string;
  readonly id: (port: ServicePort) => string | undefined;
  readonly node: (port: ServicePort) => YamlNode | undefined;
}[] = [
  { what: 'name', id: (port) => port.name, node: (port) => port.node.get('name') },
  {
    what: 'port',
    id: (port) => (port.number === undefined || port.node.get('protocol')?.isUnknown ? undefined : `${port.number}/${port.protocol}`),
    node: (port) => port.node.get('port'),
  },
  {
    what: 'port of the nodes',
    id: (port) => {
      const number = port.node.get('nodePort')?.number;
      return number === undefined || number === 0 ? undefined : `${number}/${port.protocol}`;
    },
    node: (port) => port.node.get('nodePort'),
  },
];
