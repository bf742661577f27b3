import { defineRule } from '../../engine/rule/define.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { called } from '../shared/kubernetesImages.js';
import page from './whole-secret-in-environment.md';

export default defineRule({
  id: 'kubernetes/whole-secret-in-environment',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: [
    'kube-linter:read-secret-from-env-var',
    'checkov:CKV_K8S_35',
    'kubescape:rule-secrets-in-env-var',
    'kubescape:C-0207',
    'kubescape:rule-credentials-in-env-var',
    'datree:CIS_INVALID_KEY_SECRETKEYREF_SECRETREF',
    'kyverno:disallow-secrets-from-env-vars',
  ],
  fix: 'none',
  page,
  check: {
    where: ['envFrom'],
    Container(container, ctx) {
      for (const source of mapsIn(container.get('envFrom'))) {
        const entry = source.entry('secretRef');
        if (entry === undefined || entry.value.isNull) continue;
        const name = entry.value.get('name')?.scalarText;
        ctx.report({
          at: entry.key.span,
          message: `${called(container)} takes every key of ${name === undefined ? 'a Secret' : `the Secret \`${name}\``} into its environment, whether it needs it or not, and any that is added later too.`,
        });
      }
    },
  },
});
