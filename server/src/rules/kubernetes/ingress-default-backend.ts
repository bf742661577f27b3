import { defineRule } from '../../engine/rule/define.js';
import page from './ingress-default-backend.md';

export default defineRule({
  id: 'kubernetes/ingress-default-backend',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kyverno:restrict-ingress-defaultbackend'],
  fix: 'none',
  page,
  check: {
    Kind: {
      Ingress(ingress, ctx) {
        const spec = ingress.get('spec');
        const entry = spec?.kind === 'map' ? (spec.entry('defaultBackend') ?? spec.entry('backend')) : undefined;
        if (entry !== undefined)
          ctx.report({ at: entry.key.span, message: 'A default backend answers every request that no rule is for, whatever its host.' });
      },
    },
  },
});
