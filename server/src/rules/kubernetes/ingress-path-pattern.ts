import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { rulesOf } from '../shared/kubernetesIngress.js';
import { looksLikePattern } from '../shared/kubernetesSnippets.js';
import page from './ingress-path-pattern.md';

export default defineRule({
  id: 'kubernetes/ingress-path-pattern',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Kind: {
      Ingress(ingress, ctx) {
        for (const { node, path, type } of rulesOf(ingress).flatMap((rule) => rule.paths)) {
          const text = path?.string;
          if (path === undefined || text === undefined || (type !== 'Prefix' && type !== 'Exact') || !looksLikePattern(text)) continue;
          const plain = type === 'Prefix' ? /^(\/[\w./~-]*?)\/?\*$/.exec(text)?.[1] : undefined;
          ctx.report({
            at: path.span,
            message: `\`${type}\` takes \`${text}\` letter by letter, and newer versions of ingress-nginx reject it.`,
            fix: () =>
              plain === undefined
                ? mergeFix('Set `pathType: ImplementationSpecific`', node, { pathType: 'ImplementationSpecific' })
                : mergeFix(`Write the prefix \`${plain === '' ? '/' : plain}\``, node, { path: plain === '' ? '/' : plain }),
          });
        }
      },
    },
  },
});
