import { defineRule } from '../../engine/rule/define.js';
import { findServicePort, servicePorts } from '../../languages/kubernetes/selectors.js';
import { appFacts } from '../shared/kubernetesApp.js';
import { reportMissing } from '../shared/kubernetesMissing.js';
import { builtInLookupsOf, objectsOf, renameFix, routeBackendsOf, spanOf } from '../shared/kubernetesReferences.js';
import page from './gateway-backend-missing.md';

export default defineRule({
  id: 'kubernetes/gateway-backend-missing',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kubescape:dangling-gateway-backend', 'kubescape:C-0302'],
  fix: 'review',
  needs: appFacts,
  page,
  check: {
    where: ['backendRefs', 'backendRef'],
    File(file, ctx) {
      const objects = objectsOf(file);
      const lookups = builtInLookupsOf(file);
      for (const reference of objects.flatMap(routeBackendsOf)) {
        const lookup = lookups.find(reference);
        if (lookup.is !== 'found') {
          reportMissing(file, ctx, lookups, reference, 'requests are answered with 500');
          continue;
        }
        const wanted = reference.map.get('port')?.number;
        const ports = servicePorts(lookup.object);
        if (
          wanted === undefined ||
          ports.length === 0 ||
          ports.some((port) => port.number === undefined) ||
          findServicePort(ports, wanted) !== undefined
        )
          continue;
        const numbers = ports.flatMap((port) => port.number ?? []);
        const near = ports.find((port) => port.target === wanted)?.number ?? (numbers.length === 1 ? numbers[0] : undefined);
        ctx.report({
          at: spanOf({ map: reference.map, key: 'port' }),
          message: `The Service \`${reference.name}\` has no port \`${wanted}\`, only ${numbers.map((port) => `\`${port}\``).join(', ')}: requests are answered with 500.`,
          related: [{ at: lookup.object.anchor, message: `Service \`${reference.name}\`` }],
          fix: () => (near === undefined ? undefined : renameFix(reference.map, 'port', near)),
        });
      }
    },
  },
});
