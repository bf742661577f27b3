import { defineRule } from '../../engine/rule/define.js';
import { snippetsOf } from '../shared/kubernetesSnippets.js';
import page from './ingress-snippet.md';

export default defineRule({
  id: 'kubernetes/ingress-snippet',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['strict'],
  since: '0.2.0',
  aliases: [
    'checkov:CKV_K8S_153',
    'datree:INGRESS_CVE2021_25742_INCORRECT_SERVER_SNIPPET_KEY',
    'kyverno:disallow-ingress-nginx-custom-snippets',
  ],
  fix: 'none',
  page,
  check: {
    Kind: {
      Ingress(ingress, ctx) {
        for (const { name, key, fault } of snippetsOf(ingress)) {
          // The rules about what is in it say more.
          if (fault !== undefined) continue;
          ctx.report({
            at: key.span,
            message: `\`${name}\` puts text into the controller's configuration: who may write Ingresses can read every Secret that the controller can (CVE-2021-25742).`,
          });
        }
      },
    },
  },
});
