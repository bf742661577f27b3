import { defineRule } from '../../engine/rule/define.js';
import { snippetsOf } from '../shared/kubernetesSnippets.js';
import page from './ingress-snippet-lua.md';

export default defineRule({
  id: 'kubernetes/ingress-snippet-lua',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'checkov:CKV_K8S_152',
    'checkov:CKV_K8S_153',
    'datree:INGRESS_CVE2021_25742_INCORRECT_SERVER_SNIPPET_KEY',
    'kyverno:disallow-ingress-nginx-custom-snippets',
  ],
  fix: 'none',
  page,
  check: {
    Kind: {
      Ingress(ingress, ctx) {
        for (const { name, key, fault } of snippetsOf(ingress))
          if (fault === 'lua')
            ctx.report({
              at: key.span,
              message: `\`${name}\` runs Lua inside of the controller, with the controller's rights: it can read every Secret of the cluster (CVE-2021-25742).`,
            });
      },
    },
  },
});
