import { defineRule, type Fix } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { removeEntry, replaceValue, type Patch } from '../../languages/yaml/edit.js';
import type { YamlEntry } from '../../languages/yaml/nodes.js';
import { findAssignment, isPlaceholder, isSealed, isSecretKey, secretEntries, type SecretEntry } from '../shared/kubernetesSecrets.js';
import { tokenIn } from '../shared/kubernetesTokens.js';
import page from './secret-in-manifest.md';

export default defineRule({
  id: 'kubernetes/secret-in-manifest',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Kind: {
      Secret(object, ctx) {
        if (isSealed(object)) return;
        const entries = secretEntries(object).filter((entry) => !isOpen(entry));
        const likely = entries.filter(isLikely);
        const name = object.name === undefined ? 'This Secret' : `Secret \`${object.name}\``;
        for (const { entry, key, isEncoded } of likely) {
          ctx.report({
            at: entry.key.span,
            message: `\`${key}\` stands in the file${isEncoded ? ', and Base64 hides nothing' : ''}: whoever reads the repository has it, now and in its history.`,
            fix: () => externalSecret(object),
          });
        }
        const [first] = entries;
        if (likely.length > 0 || first === undefined) return;
        ctx.report({
          at: object.lackOf(first.isEncoded ? 'data' : 'stringData'),
          severity: 'info',
          message: `${name} has its values in the file: whoever reads the repository has them, now and in its history.`,
          fix: () => externalSecret(object),
        });
      },
    },
  },
});

/** Public halves, and what is to be replaced before the manifest is applied. */
function isOpen({ key, value, entry }: SecretEntry): boolean {
  return (
    /^(?:ca\.crt|tls\.crt|.*\.pub|.*public[-_.]?key|known_hosts|namespace)$/i.test(key) ||
    isPlaceholder(value ?? entry.value.scalarText ?? '')
  );
}

function isLikely({ key, value }: SecretEntry): boolean {
  if (/^(?:tls\.key|ssh-privatekey|\.dockerconfigjson|\.dockercfg|token-secret)$/.test(key) || isSecretKey(key)) return true;
  return value !== undefined && (tokenIn(`${key}=${value}`) !== undefined || findAssignment(value) !== undefined);
}

/** The same keys, fetched from a store by the External Secrets Operator: https://external-secrets.io/latest/api/externalsecret/. */
function externalSecret({ root, name }: KubernetesObject): Fix | undefined {
  const held = ['data', 'stringData'].flatMap((key) => root.entries.find((entry) => entry.key.content === key) ?? []);
  const [first, ...others] = held;
  const [apiVersion, kind] = [root.entry('apiVersion'), root.entry('kind')];
  if (root.isFlow || first === undefined || apiVersion === undefined || kind === undefined || name === undefined) return undefined;
  const keys = held.flatMap(({ value }: YamlEntry) => (value.kind === 'map' ? value.entries.map(({ key }) => key.content) : []));
  const type = root.get('type')?.string;
  const spec: Patch = {
    refreshInterval: '1h',
    secretStoreRef: { kind: 'ClusterSecretStore', name: 'secret-store' },
    ...(type === undefined || type === 'Opaque' ? {} : { target: { template: { type } } }),
    data: keys.map((key) => ({ secretKey: key, remoteRef: { key: name, property: key } })),
  };
  const removed = [...others.map(({ key }) => key.content), 'type', 'immutable'].flatMap((key) =>
    root.entries.some((entry) => entry.key.content === key) ? (removeEntry(root, key) ?? []) : [],
  );
  return {
    title: 'Turn it into an ExternalSecret',
    edits: [
      ...replaceValue(apiVersion, 'external-secrets.io/v1', root),
      ...replaceValue(kind, 'ExternalSecret', root),
      replace(first.key.span, 'spec'),
      ...replaceValue(first, spec, root),
      ...removed,
    ],
  };
}
