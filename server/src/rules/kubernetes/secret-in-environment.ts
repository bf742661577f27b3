import { defineRule, type Fix } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import type { Container, EnvVariable } from '../../languages/kubernetes/container.js';
import { replaceValue } from '../../languages/yaml/edit.js';
import { isHarmless, isSecretKey } from '../shared/kubernetesSecrets.js';
import { tokenIn } from '../shared/kubernetesTokens.js';
import page from './secret-in-environment.md';

export default defineRule({
  id: 'kubernetes/secret-in-environment',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'kube-linter:env-var-secret',
    'polaris:sensitiveContainerEnvVar',
    'kubescape:rule-credentials-in-env-var',
    'kubescape:C-0012',
    'kubescape:C-0259',
    'monokle:KBP111',
  ],
  fix: 'review',
  templates: true,
  page,
  check: {
    Container(container, ctx) {
      for (const variable of container.env) {
        const text = variable.value?.scalarText;
        if (text === undefined || text === '') continue;
        const token = tokenIn(`${variable.name}=${text}`);
        if (token === undefined && (!isSecretKey(variable.name) || isHarmless(text))) continue;
        ctx.report({
          at: variable.nameNode.span,
          // A token of an issuer's form opens something; a password in an address may be one for a day.
          severity: token === undefined || token === 'a password' ? 'warning' : 'error',
          message: `${token === undefined ? `\`${variable.name}\` looks like a secret` : `The value of \`${variable.name}\` looks like ${token}`}, and it stands in the manifest: everybody who reads the repository, or may look at pods, has it.`,
          fix: () => reference(container, variable),
        });
      }
    },
  },
});

/** The variable takes its value from a Secret that is made elsewhere. */
function reference({ pod }: Container, { node, name }: EnvVariable): Fix | undefined {
  const entry = node.entries.find(({ key }) => key.content === 'value');
  if (entry === undefined || node.has('valueFrom')) return undefined;
  const secret = pod.object.name ?? 'credentials';
  const key = name.toLowerCase().replace(/_/g, '-');
  return {
    title: `Take it from the key \`${key}\` of the Secret \`${secret}\``,
    edits: [replace(entry.key.span, 'valueFrom'), ...replaceValue(entry, { secretKeyRef: { name: secret, key } }, node)],
  };
}
