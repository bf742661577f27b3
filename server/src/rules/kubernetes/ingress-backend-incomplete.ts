import { defineRule } from '../../engine/rule/define.js';
import type { YamlMap, YamlNode } from '../../languages/yaml/nodes.js';
import { isVersionOne, rulesOf } from '../shared/kubernetesIngress.js';
import page from './ingress-backend-incomplete.md';

export default defineRule({
  id: 'kubernetes/ingress-backend-incomplete',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    Kind: {
      Ingress(ingress, ctx) {
        if (!isVersionOne(ingress)) return;
        const backends = [
          ingress.get('spec', 'defaultBackend'),
          ...rulesOf(ingress).flatMap((rule) => rule.paths.map((path) => path.node.get('backend'))),
        ];
        for (const backend of backends) {
          if (backend?.kind !== 'map') continue;
          const fault = faultOf(backend);
          if (fault !== undefined) ctx.report({ at: fault.at.span, message: `${fault.message}: the API server rejects the Ingress.` });
        }
      },
    },
  },
});

function faultOf(backend: YamlMap): { readonly at: YamlNode; readonly message: string } | undefined {
  const service = backend.entry('service');
  const resource = backend.entry('resource');
  if (service !== undefined && resource !== undefined)
    return { at: resource.key, message: '`resource` stands beside `service`, and a backend is one of them' };
  // Fields of earlier versions are told as unknown ones.
  if (service === undefined)
    return resource === undefined && backend.entries.length === 0
      ? { at: backend, message: 'A backend without a Service leads nowhere' }
      : undefined;
  const port = service.value.get('port');
  if (service.value.kind !== 'map' || port?.isUnknown) return undefined;
  if (port === undefined || port.isNull || (port.kind === 'map' && !port.has('name') && !port.has('number')))
    return { at: service.value.get('name') ?? service.key, message: 'The Service has no port `number` or `name` here' };
  if (port.kind === 'map' && port.has('name') && port.has('number'))
    return { at: port.entry('name')?.key ?? port, message: '`name` stands beside `number`, and a port is asked for by one of them' };
  return undefined;
}
