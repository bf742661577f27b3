import { defineRule } from '../../engine/rule/define.js';
import { nearest } from '../../languages/dockerfile/vocabulary.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { Catalog, objectsOf, onItsOwn, referenceAt, renameFix, spanOf } from '../shared/kubernetesReferences.js';
import page from './gateway-parent-missing.md';

export default defineRule({
  id: 'kubernetes/gateway-parent-missing',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    where: ['Gateway'],
    File(file, ctx) {
      const objects = objectsOf(file).filter((object) => object.group === 'gateway.networking.k8s.io');
      const gateways = new Catalog(
        objects.filter((object) => object.kind === 'Gateway'),
        onItsOwn,
      );
      if (gateways.all.length === 0) return;
      for (const route of objects.filter((object) => object.kind.endsWith('Route'))) {
        for (const parent of mapsIn(route.get('spec', 'parentRefs'))) {
          if ((parent.get('kind')?.string ?? 'Gateway') !== 'Gateway' || parent.get('namespace')?.isUnknown) continue;
          const namespace = parent.get('namespace')?.scalarText;
          for (const { map, key, name } of referenceAt(route, 'Gateway', parent, 'name')) {
            const lookup = gateways.find(name, route, namespace);
            if (lookup.is === 'missing' || lookup.is === 'in-other-namespace') {
              const near = lookup.is === 'missing' ? lookup.nearest : undefined;
              ctx.report({
                at: spanOf({ map, key }),
                message:
                  lookup.is === 'missing'
                    ? `No Gateway of this file is named \`${name}\`${near === undefined ? '' : `, but one is \`${near}\``}: the route gets no traffic.`
                    : `The Gateway \`${name}\` is in namespace \`${lookup.object.namespace ?? 'default'}\`, which the reference has to name: the route gets no traffic.`,
                fix: () => (near === undefined ? undefined : renameFix(map, key, near)),
              });
            }
            const section = parent.get('sectionName');
            if (lookup.is !== 'found' || section?.scalarText === undefined) continue;
            const listeners = mapsIn(lookup.object.get('spec', 'listeners')).map((listener) => listener.get('name')?.scalarText);
            if (listeners.length === 0 || listeners.includes(undefined) || listeners.includes(section.scalarText)) continue;
            const closest = nearest(
              section.scalarText,
              listeners.flatMap((listener) => listener ?? []),
            );
            ctx.report({
              at: section.span,
              message: `The Gateway \`${name}\` has no listener \`${section.scalarText}\`: the route gets no traffic.`,
              related: [{ at: lookup.object.anchor, message: `Gateway \`${name}\`` }],
              fix: () => (closest === undefined ? undefined : renameFix(parent, 'sectionName', closest)),
            });
          }
        }
      }
    },
  },
});
