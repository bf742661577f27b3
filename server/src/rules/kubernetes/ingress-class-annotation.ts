import { defineRule } from '../../engine/rule/define.js';
import { merge, removeEntry } from '../../languages/yaml/edit.js';
import { isVersionOne } from '../shared/kubernetesIngress.js';
import page from './ingress-class-annotation.md';

export default defineRule({
  id: 'kubernetes/ingress-class-annotation',
  language: 'kubernetes',
  severity: 'info',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Kind: {
      Ingress(ingress, ctx) {
        const metadata = ingress.get('metadata');
        const annotations = metadata?.get('annotations');
        const spec = ingress.get('spec');
        if (annotations?.kind !== 'map' || metadata?.kind !== 'map' || spec?.kind !== 'map' || !isVersionOne(ingress)) return;
        const key = 'kubernetes.io/ingress.class';
        const entry = annotations.entry(key);
        const name = entry?.value.string;
        if (entry === undefined || name === undefined) return;
        // An equal one is let through, as what controllers of before look at.
        const field = spec.get('ingressClassName');
        const both = field !== undefined;
        if (both && (field.scalarText === undefined || field.scalarText === name)) return;
        ctx.report({
          at: both ? entry.value.span : entry.key.span,
          severity: both ? 'error' : 'info',
          message: both
            ? `\`${name}\` is not the class of \`ingressClassName\`: the API server rejects an Ingress with two.`
            : `\`${key}\` is the way of before Kubernetes 1.18, and not every controller still looks at it.`,
          fix: () => {
            const gone = annotations.entries.length === 1 ? removeEntry(metadata, 'annotations') : removeEntry(annotations, key);
            if (gone === undefined || !annotations.entries.includes(entry)) return undefined;
            return {
              title: both ? `Remove \`${key}\`` : `Set \`ingressClassName: ${name}\``,
              edits: both ? gone : [...gone, ...merge(spec, { ingressClassName: name })],
            };
          },
        });
      },
    },
  },
});
