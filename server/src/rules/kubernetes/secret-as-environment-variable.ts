import { defineRule } from '../../engine/rule/define.js';
import page from './secret-as-environment-variable.md';

export default defineRule({
  id: 'kubernetes/secret-as-environment-variable',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: [
    'kube-linter:read-secret-from-env-var',
    'kubesec:SecretsAsEnvironmentVariables',
    'checkov:CKV_K8S_35',
    'kubescape:rule-secrets-in-env-var',
    'kubescape:C-0207',
    'datree:CIS_INVALID_KEY_SECRETKEYREF_SECRETREF',
    'monokle:KBP112',
    'kyverno:disallow-secrets-from-env-vars',
  ],
  fix: 'none',
  page,
  check: {
    where: ['secretKeyRef'],
    Container(container, ctx) {
      for (const { name, valueFrom } of container.env) {
        const entry = valueFrom?.kind === 'map' ? valueFrom.entry('secretKeyRef') : undefined;
        if (entry === undefined || entry.value.isNull) continue;
        ctx.report({
          at: entry.key.span,
          message: `\`${name}\` puts a secret into the environment, which crash reports and child processes get whole. A mounted file goes only to whoever opens it.`,
        });
      }
    },
  },
});
