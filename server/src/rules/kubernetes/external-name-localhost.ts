import { defineRule } from '../../engine/rule/define.js';
import page from './external-name-localhost.md';

export default defineRule({
  id: 'kubernetes/external-name-localhost',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kyverno:disallow-localhost-services'],
  fix: 'none',
  page,
  check: {
    Kind: {
      Service(service, ctx) {
        const name = service.get('spec', 'externalName');
        const text = name?.string?.toLowerCase().replace(/\.$/, '');
        if (service.get('spec', 'type')?.string !== 'ExternalName' || name === undefined || text === undefined) return;
        if (!/^(?:localhost|localhost\.localdomain|.+\.localhost|127(?:\.\d+){3}|::1|0\.0\.0\.0)$/.test(text)) return;
        ctx.report({
          at: name.span,
          message: `\`${name.string}\` is whoever asks: an Ingress controller that follows this name serves its own local ports to the outside.`,
        });
      },
    },
  },
});
