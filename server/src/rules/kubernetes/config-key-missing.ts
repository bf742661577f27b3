import { defineRule } from '../../engine/rule/define.js';
import { nearest } from '../../languages/dockerfile/vocabulary.js';
import { inOneNamespace } from '../../languages/kubernetes/selectors.js';
import { configReferencesOf, keysOf } from '../shared/kubernetesConfig.js';
import { lookupsOf, objectsOf, renameFix, spanOf } from '../shared/kubernetesReferences.js';
import page from './config-key-missing.md';

export default defineRule({
  id: 'kubernetes/config-key-missing',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kube-linter:env-value-from'],
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      const objects = objectsOf(file);
      const lookups = lookupsOf(file);
      for (const object of objects) {
        for (const reference of configReferencesOf(object)) {
          if (reference.isOptional || reference.keys.length === 0) continue;
          const lookup = lookups.find(reference);
          if (lookup.is !== 'found' || inOneNamespace(lookup.object, object) !== 'yes') continue;
          // Two objects of one name are for two clusters.
          if (lookups.catalog(reference.kind).named(reference.name).length > 1) continue;
          const known = keysOf(lookup.object);
          if (known === undefined) continue;
          for (const { name, map } of reference.keys) {
            if (known.includes(name)) continue;
            const near = nearest(name, known);
            ctx.report({
              at: spanOf({ map, key: 'key' }),
              message: `${reference.kind} \`${reference.name}\` has no key \`${name}\`${near === undefined ? '' : `, but \`${near}\``}: the container does not start.`,
              related: [{ at: lookup.object.anchor, message: `${reference.kind} \`${reference.name}\`` }],
              fix: () => (near === undefined ? undefined : renameFix(map, 'key', near)),
            });
          }
        }
      }
    },
  },
});
