import { defineRule } from '../../engine/rule/define.js';
import { rulesOf } from '../shared/kubernetesIngress.js';
import page from './ingress-path-dangerous.md';

export default defineRule({
  id: 'kubernetes/ingress-path-dangerous',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kyverno:restrict-ingress-paths'],
  fix: 'none',
  page,
  check: {
    Kind: {
      Ingress(ingress, ctx) {
        for (const { path } of rulesOf(ingress).flatMap((rule) => rule.paths)) {
          const place =
            /^\/(?:etc|root|proc|sys)(?:\/|$)|\/var\/run\/secrets|\/var\/run\/kubernetes\/serviceaccount|\/run\/secrets\/kubernetes/.exec(
              path?.string ?? '',
            )?.[0];
          if (path === undefined || place === undefined) continue;
          ctx.report({
            at: path.span,
            message: `\`${path.string}\` is a place in the controller's own file system, and some versions of ingress-nginx serve its files for such a path (CVE-2021-25745).`,
          });
        }
      },
    },
  },
});
