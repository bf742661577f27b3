import { defineRule } from '../../engine/rule/define.js';
import { appFacts } from '../shared/kubernetesApp.js';
import { configReferencesIn, namesInCustomResources } from '../shared/kubernetesConfig.js';
import { reportNotHere } from '../shared/kubernetesMissing.js';
import { lookupsOf } from '../shared/kubernetesReferences.js';
import { anyPod } from '../../languages/kubernetes/words.js';
import page from './config-not-in-file.md';

export default defineRule({
  id: 'kubernetes/config-not-in-file',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['kube-linter:env-value-from'],
  fix: 'none',
  needs: appFacts,
  page,
  check: {
    where: [anyPod],
    File(file, ctx) {
      const references = configReferencesIn(file).filter((reference) => !reference.isOptional);
      if (references.length === 0) return;
      const lookups = lookupsOf(file);
      const made = namesInCustomResources(file);
      const told = new Set<string>();
      for (const reference of references) {
        const id = `${reference.kind}/${reference.from.namespace ?? ''}/${reference.name}`;
        if (made.has(reference.name) || told.has(id)) continue;
        told.add(id);
        reportNotHere(file, ctx, lookups, reference);
      }
    },
  },
});
