import { defineRule } from '../../engine/rule/define.js';
import { entriesOf } from '../../languages/helm/facts.js';
import { isHarmless, isPlaceholder, isSecretKey } from '../shared/kubernetesSecrets.js';
import { findSecret } from '../shared/secrets.js';
import page from './values-secret.md';

export default defineRule({
  id: 'helm/values-secret',
  language: 'helm',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  page,
  check: {
    Values(file, ctx) {
      for (const { key, value } of file.once(entriesOf)) {
        if (value.kind !== 'scalar' || typeof value.value !== 'string' || value.isUnknown || value.value.includes('{{')) continue;
        const token = findSecret(`${key.content}=${value.value}`);
        const isNamed =
          isSecretKey(key.content) && !isHarmless(value.value) && !isPlaceholder(value.value) && !isName(key.content, value.value);
        if (token === undefined && !isNamed) continue;
        const isBlock = value.style === 'literal' || value.style === 'folded';
        ctx.report({
          at: key.span,
          ...(token === undefined ? {} : { severity: 'error' as const }),
          message:
            token === undefined
              ? `\`${key.content}\` has a value that works, and everybody who reads the chart has it: whoever sets no other installs this one.`
              : `The value of \`${key.content}\` looks like ${token.what}: everybody who reads the chart has it.`,
          fix: () =>
            isBlock
              ? undefined
              : { title: 'Leave it empty, for whoever installs the chart to set', edits: [{ span: value.span, newText: '""' }] },
        });
      }
    },
  },
});

/** Where a secret is kept rather than what it is: `existingSecret: shop-db`, `passwordKey: db-password`. */
function isName(key: string, value: string): boolean {
  if (/(?:^existing|^use|^create|^enable)|(?:Name|Key|Ref|From|Field|Path|File|Mount|Annotations|Labels)$/i.test(key)) return true;
  // `tlsSecret: shop-tls`, `passwordSecret: app`: the word names an object; a client's secret is one itself.
  return (
    /secret$/i.test(key) &&
    !/(?:client|shared|session|webhook|cookie|hmac|jwt)[_-]?secret$/i.test(key) &&
    /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(value)
  );
}
