import { defineRule } from '../../engine/rule/define.js';
import type { KubernetesDocument } from '../../languages/kubernetes/document.js';
import { findAssignment, isHarmless, isSecretKey } from '../shared/kubernetesSecrets.js';
import { mayHoldToken, tokenIn } from '../shared/kubernetesTokens.js';
import { moveToSecret } from '../shared/secretMove.js';
import page from './secret-in-config-map.md';

export default defineRule({
  id: 'kubernetes/secret-in-config-map',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['polaris:sensitiveConfigmapContent', 'trivy-checks:KSV-0109', 'kubescape:rule-credentials-configmap', 'kubescape:C-0012'],
  fix: 'review',
  page,
  check: {
    Kind: {
      ConfigMap(object, ctx) {
        const data = object.get('data');
        if (data?.kind !== 'map') return;
        for (const { key, value } of data.entries) {
          const text = value.scalarText;
          if (value.kind !== 'scalar' || text === undefined || text === '' || key.isUnknown) continue;
          const isFile = text.includes('\n');
          // Whole files are gone through once, then where they are edited.
          const { document } = object;
          const token = mayHold(document, key.content, text) ? tokenIn(`${key.content}=${text}`) : undefined;
          if (token !== undefined || (!isFile && isSecretKey(key.content) && !isHarmless(text))) {
            const what =
              token === undefined ? `\`${key.content}\` looks like a secret` : `The value of \`${key.content}\` looks like ${token}`;
            ctx.report({
              at: key.span,
              severity: token === undefined ? 'warning' : 'error',
              message: `${what}, and a ConfigMap is open to everybody who reads the repository or the namespace.`,
              fix: () => moveToSecret(object.root.span.start, key.content, ctx),
            });
            continue;
          }
          if (!document.anyLine(`assignment ${key.content}`, text, isAssigned)) continue;
          const found = findAssignment(text);
          if (found === undefined) continue;
          const at = value.written.search(new RegExp(`${found.name.replace(/[.]/g, '\\.')}["']?[ \\t]?[=:]`));
          ctx.report({
            at: at === -1 ? key.span : value.source.origin.span(value.from + at, value.from + at + found.name.length),
            message: `\`${found.name}\` in \`${key.content}\` looks like a secret, and a ConfigMap is open to everybody who reads the repository or the namespace.`,
          });
        }
      },
    },
  },
});

const isAssigned = (lines: string): boolean => findAssignment(lines) !== undefined;

function mayHold(document: KubernetesDocument, key: string, text: string): boolean {
  const [first = ''] = text.split('\n', 1);
  return document.anyLine(`token ${key}`, text, mayHoldToken) || mayHoldToken(`${key}=${first}`);
}
