import { defineRule } from '../../engine/rule/define.js';
import { namespaceOf } from '../../languages/kubernetes/selectors.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { objectsOf, routeBackendsOf } from '../shared/kubernetesReferences.js';
import page from './gateway-backend-without-grant.md';

export default defineRule({
  id: 'kubernetes/gateway-backend-without-grant',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    where: ['backendRefs', 'backendRef'],
    File(file, ctx) {
      const objects = objectsOf(file);
      const grants = objects.filter((object) => object.kind === 'ReferenceGrant');
      // Grants belong to those who own the other namespace: only a file that holds what is there says anything.
      const spaces = new Set(objects.filter((object) => object.kind === 'Service' && object.isBuiltIn).map((object) => object.namespace));
      for (const route of objects) {
        for (const { map, namespace } of routeBackendsOf(route)) {
          const at = map.get('namespace');
          const own = namespaceOf(route);
          if (
            namespace === undefined ||
            at === undefined ||
            own === undefined ||
            namespace === own ||
            route.namespace === undefined ||
            !spaces.has(namespace)
          )
            continue;
          const isGranted = grants.some(
            (grant) =>
              namespaceOf(grant) === namespace &&
              mapsIn(grant.get('spec', 'from')).some(
                (from) => from.get('kind')?.scalarText === route.kind && (from.get('namespace')?.scalarText ?? own) === own,
              ) &&
              mapsIn(grant.get('spec', 'to')).some(
                (to) =>
                  to.get('kind')?.scalarText === 'Service' &&
                  (to.get('name')?.scalarText ?? map.get('name')?.scalarText) === map.get('name')?.scalarText,
              ),
          );
          if (!isGranted)
            ctx.report({
              at: at.span,
              message: `No ReferenceGrant in namespace \`${namespace}\` lets a ${route.kind} of \`${own}\` send to this Service: requests are answered with 500.`,
            });
        }
      }
    },
  },
});
