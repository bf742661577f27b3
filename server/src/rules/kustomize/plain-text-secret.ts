import { defineRule } from '../../engine/rule/define.js';
import { generatorsIn } from '../../languages/kustomize/generators.js';
import { isHarmless, isPlaceholder, isSecretKey } from '../shared/kubernetesSecrets.js';
import page from './plain-text-secret.md';

export default defineRule({
  id: 'kustomize/plain-text-secret',
  language: 'kustomize',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'none',
  page,
  check: {
    File(file, ctx) {
      for (const { kind, literals } of generatorsIn(file)) {
        for (const { node, key, value } of literals) {
          if (node.isUnknown || isHarmless(value) || isPlaceholder(value)) continue;
          // A Secret holds names and addresses too; only what a name calls a secret is one for certain.
          if (!isSecretKey(key)) continue;
          ctx.report({
            at: node.span,
            message:
              kind === 'Secret'
                ? `The value of \`${key}\` stands here in plain text: everybody who can read the repository has it.`
                : `\`${key}\` stands in plain text in a ConfigMap: everybody who can read the repository or the namespace has it.`,
          });
        }
      }
    },
  },
});
