import { defineRule } from '../../engine/rule/define.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { inOneNamespace } from '../../languages/kubernetes/selectors.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { appFacts } from '../shared/kubernetesApp.js';
import { reportMissing } from '../shared/kubernetesMissing.js';
import { kindIn, Lookups, objectsOf, onItsOwn, referenceAt, spanOf, type Reference } from '../shared/kubernetesReferences.js';
import page from './pull-secret-invalid.md';

const types = ['kubernetes.io/dockerconfigjson', 'kubernetes.io/dockercfg'];

export default defineRule({
  id: 'kubernetes/pull-secret-invalid',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  needs: appFacts,
  page,
  check: {
    where: ['imagePullSecrets'],
    File(file, ctx) {
      const objects = objectsOf(file);
      const references = objects.flatMap(referencesOf);
      if (references.length === 0) return;
      const secrets = kindIn(file, 'Secret');
      const every = new Lookups(secrets, onItsOwn);
      // Other Secrets say nothing of credentials for registries.
      const usable = new Lookups(
        secrets.filter((secret) => types.includes(secret.get('type')?.string ?? '')),
        onItsOwn,
      );
      for (const reference of references) {
        const lookup = every.find(reference);
        const type = lookup.is === 'found' ? (lookup.object.get('type')?.scalarText ?? 'Opaque') : undefined;
        if (lookup.is !== 'found') reportMissing(file, ctx, usable, reference, 'images are pulled without credentials');
        else if (
          type !== undefined &&
          !types.includes(type) &&
          inOneNamespace(lookup.object, reference.from) === 'yes' &&
          lookup.object.get('type')?.isUnknown !== true
        )
          ctx.report({
            at: spanOf(reference),
            message: `Secret \`${reference.name}\` is of type \`${type}\`, and only \`${types[0]}\` holds credentials for a registry: images are pulled without them.`,
            related: [{ at: lookup.object.anchor, message: `Secret \`${reference.name}\`` }],
          });
      }
    },
  },
});

function referencesOf(object: KubernetesObject): Reference[] {
  const lists =
    object.kind === 'ServiceAccount' && object.isBuiltIn
      ? [object.get('imagePullSecrets')]
      : object.pods.map((pod) => pod.get('imagePullSecrets'));
  return lists.flatMap((list) => mapsIn(list).flatMap((item) => referenceAt(object, 'Secret', item, 'name')));
}
