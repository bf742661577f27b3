import { defineRule } from '../../engine/rule/define.js';
import { routeBackendsOf } from '../shared/kubernetesReferences.js';
import page from './gateway-backend-without-port.md';

export default defineRule({
  id: 'kubernetes/gateway-backend-without-port',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    where: ['backendRefs', 'backendRef'],
    Object(object, ctx) {
      if (object.group !== 'gateway.networking.k8s.io') return;
      for (const { map, name } of routeBackendsOf(object)) {
        const port = map.get('port');
        if (port !== undefined && !port.isNull) continue;
        ctx.report({
          at: (map.get('name') ?? map).span,
          message: `The Service \`${name}\` is named without a \`port\`: the API server rejects the route.`,
        });
      }
    },
  },
});
