import { defineRule } from '../../engine/rule/define.js';
import { isHarmless, isSecretKey } from '../shared/kubernetesSecrets.js';
import { tokenIn } from '../shared/kubernetesTokens.js';
import page from './secret-suspected.md';

/** Words of names and values with which auditors look for credentials, whatever else they may mean. */
const nameWord = /secret|key|password|pwd|token|jwt|bearer|credential/i;
const valueWord = /PRIVATE KEY|eyJhbGciO|\bJWT\b|\bBearer\b|_key_|_secret_/;

export default defineRule({
  id: 'kubernetes/secret-suspected',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.4.0',
  aliases: ['kubescape:rule-credentials-in-env-var', 'kubescape:rule-credentials-configmap', 'kubescape:C-0012'],
  fix: 'none',
  page,
  check: {
    Container(container, ctx) {
      for (const { name, nameNode, value } of container.env) {
        const word = suspectIn(name, value?.scalarText);
        if (word !== undefined) ctx.report({ at: nameNode.span, message: messageOf(name, word) });
      }
    },
    Kind: {
      ConfigMap(object, ctx) {
        const data = object.get('data');
        for (const { key, value } of data?.kind === 'map' ? data.entries : []) {
          const text = value.scalarText;
          // Of whole files the words say little.
          const word = key.isUnknown || text?.includes('\n') === true ? undefined : suspectIn(key.content, text);
          if (word !== undefined) ctx.report({ at: key.span, message: messageOf(key.content, word) });
        }
      },
    },
  },
});

/** The word that is suspect; undefined too where the rules for certain secrets tell of it. */
function suspectIn(name: string, value: string | undefined): string | undefined {
  if (value === undefined || value === '') return undefined;
  if (tokenIn(`${name}=${value}`) !== undefined || (isSecretKey(name) && !isHarmless(value))) return undefined;
  return nameWord.exec(name)?.[0] ?? valueWord.exec(value)?.[0];
}

function messageOf(name: string, word: string): string {
  return `\`${name}\` speaks of \`${word}\`: if its value opens anything, everybody who reads the repository has it.`;
}
