import { defineRule } from '../../engine/rule/define.js';
import { replaceValue } from '../../languages/yaml/edit.js';
import { decodeBase64, isSealed, secretEntries } from '../shared/kubernetesSecrets.js';
import page from './base64-in-string-data.md';

/** A shorter word may be Base64 of something by chance. */
const shortest = 12;

export default defineRule({
  id: 'kubernetes/base64-in-string-data',
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
        for (const { map, entry, key, value, isEncoded } of secretEntries(object)) {
          const text = value?.trim() ?? '';
          if (isEncoded || text.length < shortest || /\s/.test(text)) continue;
          const plain = decodeBase64(text);
          if (plain === undefined || !/^[\x20-\x7e]+\n?$/.test(plain)) continue;
          ctx.report({
            at: entry.value.span,
            message: `\`${key}\` is Base64 already, and \`stringData\` is encoded once more: the container gets the Base64 and not what is in it.`,
            fix: () => ({ title: 'Write the plain text', edits: replaceValue(entry, plain.trimEnd(), map) }),
          });
        }
      },
    },
  },
});
