import { defineRule } from '../../engine/rule/define.js';
import { appFacts } from '../shared/kubernetesApp.js';
import { configReferencesIn, namesInCustomResources, stubFix } from '../shared/kubernetesConfig.js';
import { lookUp, missingTexts } from '../shared/kubernetesMissing.js';
import { lookupsOf, renameFix, spanOf } from '../shared/kubernetesReferences.js';
import { anyPod } from '../../languages/kubernetes/words.js';
import page from './config-reference-missing.md';

export default defineRule({
  id: 'kubernetes/config-reference-missing',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kube-linter:env-value-from'],
  fix: 'review',
  needs: appFacts,
  page,
  check: {
    where: [anyPod],
    File(file, ctx) {
      const lookups = lookupsOf(file);
      const missing = configReferencesIn(file).flatMap((reference) => {
        const { is } = reference.isOptional ? { is: 'unknown' } : lookups.find(reference);
        const lookup = is === 'found' || is === 'unknown' ? undefined : lookUp(file, ctx, lookups, reference);
        return lookup?.is === 'missing' || lookup?.is === 'in-other-namespace' ? [{ reference, lookup }] : [];
      });
      if (missing.length === 0) return;
      const made = namesInCustomResources(file);
      for (const { reference, lookup } of missing) {
        const { kind, name, map, key, from } = reference;
        if (made.has(name)) continue;
        const near = lookup.is === 'missing' ? lookup.nearest : undefined;
        const effect = from.kind === 'Pod' ? 'the Pod does not start' : `the pods of ${from.kind} \`${from.name ?? ''}\` do not start`;
        ctx.report({
          at: spanOf(reference),
          ...missingTexts(ctx, lookup, reference, effect, 'pods read those of their own only'),
          fix: () =>
            [
              near === undefined ? undefined : renameFix(map, key, near),
              stubFix(
                file,
                reference,
                missing
                  .filter(({ reference: other }) => other.kind === kind && other.name === name)
                  .flatMap(({ reference: other }) => other.keys.map((wanted) => wanted.name)),
              ),
            ].filter((fix) => fix !== undefined),
        });
      }
    },
  },
});
