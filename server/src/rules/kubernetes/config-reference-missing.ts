import { defineRule } from '../../engine/rule/define.js';
import { configReferencesOf, namesInCustomResources, stubFix, type ConfigReference } from '../shared/kubernetesConfig.js';
import { lookupsOf, objectsOf, renameFix, spanOf } from '../shared/kubernetesReferences.js';
import page from './config-reference-missing.md';

export default defineRule({
  id: 'kubernetes/config-reference-missing',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kube-linter:env-value-from'],
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      const objects = objectsOf(file);
      const lookups = lookupsOf(file);
      const missing: ConfigReference[] = objects.flatMap(configReferencesOf).filter((reference) => {
        const { is } = lookups.find(reference);
        return !reference.isOptional && (is === 'missing' || is === 'in-other-namespace');
      });
      if (missing.length === 0) return;
      const made = namesInCustomResources(file);
      for (const reference of missing) {
        const { kind, name, map, key, from } = reference;
        if (made.has(name)) continue;
        const lookup = lookups.find(reference);
        const near = lookup.is === 'missing' ? lookup.nearest : undefined;
        const effect = from.kind === 'Pod' ? 'the Pod does not start' : `the pods of ${from.kind} \`${from.name ?? ''}\` do not start`;
        ctx.report({
          at: spanOf(reference),
          message:
            lookup.is === 'in-other-namespace'
              ? `${kind} \`${name}\` is in namespace \`${lookup.object.namespace ?? 'default'}\`, and pods read those of their own only: ${effect}.`
              : `No ${kind} of this file is named \`${name}\`${near === undefined ? '' : `, but one is \`${near}\``}: ${effect}.`,
          fix: () =>
            [
              near === undefined ? undefined : renameFix(map, key, near),
              stubFix(
                file,
                reference,
                missing
                  .filter((other) => other.kind === kind && other.name === name)
                  .flatMap((other) => other.keys.map((wanted) => wanted.name)),
              ),
            ].filter((fix) => fix !== undefined),
        });
      }
    },
  },
});
