import { defineRule } from '../../engine/rule/define.js';
import { isKustomizePatch } from '../../languages/kubernetes/kustomize.js';
import page from './ingress-empty.md';

export default defineRule({
  id: 'kubernetes/ingress-empty',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    Kind: {
      Ingress(ingress, ctx) {
        const spec = ingress.get('spec');
        if (
          ingress.group !== 'networking.k8s.io' ||
          (spec !== undefined && spec.kind !== 'map') ||
          spec?.has('defaultBackend') ||
          spec?.has('backend')
        )
          return;
        const rules = spec?.get('rules');
        if (rules !== undefined && !rules.isNull && rules.items.length > 0) return;
        if (rules?.isUnknown) return;
        // A patch holds only what changes.
        if (isKustomizePatch(ctx.near)) return;
        ctx.report({
          at: ingress.lackOf('spec', 'rules'),
          message: `The Ingress \`${ingress.name ?? ''}\` has neither \`rules\` nor \`defaultBackend\`: the API server rejects it.`,
        });
      },
    },
  },
});
