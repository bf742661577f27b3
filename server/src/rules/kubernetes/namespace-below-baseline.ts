import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './namespace-below-baseline.md';

const key = 'pod-security.kubernetes.io/enforce';

export default defineRule({
  id: 'kubernetes/namespace-below-baseline',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: [
    'kubescape:pod-security-admission-baseline-applied-1',
    'kubescape:pod-security-admission-baseline-applied-2',
    'kubescape:C-0193',
  ],
  fix: 'review',
  page,
  check: {
    Kind: {
      Namespace(namespace, ctx) {
        const node = namespace.get('metadata', 'labels', key);
        const metadata = namespace.get('metadata');
        if (node?.isUnknown === true || ['baseline', 'restricted'].includes(node?.scalarText ?? '')) return;
        ctx.report({
          at: node?.span ?? namespace.lackOf('metadata', 'labels', key),
          message: `The namespace \`${namespace.name ?? ''}\` does not enforce \`baseline\`, which the project asks for.`,
          fix: () => (metadata?.kind === 'map' ? mergeFix('Enforce `baseline`', metadata, { labels: { [key]: 'baseline' } }) : undefined),
        });
      },
    },
  },
});
