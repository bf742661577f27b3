import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './namespace-below-restricted.md';

const key = 'pod-security.kubernetes.io/enforce';

export default defineRule({
  id: 'kubernetes/namespace-below-restricted',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: [
    'kubescape:pod-security-admission-restricted-applied-1',
    'kubescape:pod-security-admission-restricted-applied-2',
    'kubescape:C-0194',
  ],
  fix: 'review',
  page,
  check: {
    Kind: {
      Namespace(namespace, ctx) {
        const node = namespace.get('metadata', 'labels', key);
        const metadata = namespace.get('metadata');
        if (node?.isUnknown === true || ['restricted'].includes(node?.scalarText ?? '')) return;
        ctx.report({
          at: node?.span ?? namespace.lackOf('metadata', 'labels', key),
          message: `The namespace \`${namespace.name ?? ''}\` does not enforce \`restricted\`, which the project asks for.`,
          fix: () =>
            metadata?.kind === 'map' ? mergeFix('Enforce `restricted`', metadata, { labels: { [key]: 'restricted' } }) : undefined,
        });
      },
    },
  },
});
