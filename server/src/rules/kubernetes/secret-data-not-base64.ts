import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { replaceValue } from '../../languages/yaml/edit.js';
import { decodeBase64, encodeBase64, isBase64, isPlaceholder } from '../shared/kubernetesSecrets.js';
import page from './secret-data-not-base64.md';

export default defineRule({
  id: 'kubernetes/secret-data-not-base64',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Kind: {
      Secret: (object, ctx) => check(object, 'data', ctx),
      ConfigMap: (object, ctx) => check(object, 'binaryData', ctx),
    },
  },
});

function check(object: KubernetesObject, holder: string, ctx: RuleContext): void {
  const map = object.get(holder);
  if (map?.kind !== 'map' || object.get('sops') !== undefined) return;
  for (const entry of map.entries) {
    const text = entry.value.string;
    if (text === undefined || entry.alias !== undefined || isBase64(text) || isPlaceholder(text)) continue;
    ctx.report({
      at: entry.value.span,
      message: `\`${entry.key.content}\` is no Base64, which \`${holder}\` wants: the API server rejects the object.`,
      fix: () => {
        const repaired = repair(text);
        return repaired === undefined
          ? { title: 'Encode the value', edits: replaceValue(entry, encodeBase64(text), map) }
          : { title: `Change to \`${repaired}\``, edits: replaceValue(entry, repaired, map) };
      },
    });
  }
}

/** Base64 without its padding, or in the alphabet for addresses, when what it holds is text. */
function repair(text: string): string | undefined {
  const standard = text.trim().replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, '');
  const padded = standard.padEnd(Math.ceil(standard.length / 4) * 4, '=');
  const plain = standard.length < 6 ? undefined : decodeBase64(padded);
  return plain !== undefined && /^[\x20-\x7e\s]+$/.test(plain) ? padded : undefined;
}
