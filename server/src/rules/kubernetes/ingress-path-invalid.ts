import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { isVersionOne, rulesOf } from '../shared/kubernetesIngress.js';
import page from './ingress-path-invalid.md';

export default defineRule({
  id: 'kubernetes/ingress-path-invalid',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Kind: {
      Ingress(ingress, ctx) {
        if (!isVersionOne(ingress)) return;
        for (const { node, path, type } of rulesOf(ingress).flatMap((rule) => rule.paths)) {
          const written = node.get('path');
          const isStrict = type === 'Exact' || type === 'Prefix';
          if (written === undefined || written.isNull || path?.string === '') {
            if (isStrict)
              ctx.report({
                at: (node.get('pathType') ?? node).span,
                message: `\`${type}\` wants a path, and there is none: the API server rejects the Ingress.`,
                fix: () => mergeFix('Set `path: /`', node, { path: '/' }),
              });
            continue;
          }
          const text = path?.string;
          if (path === undefined || text === undefined) continue;
          const part = isStrict ? /\/\/|\/\.\.?(?=\/|$)|%2f|%5c/i.exec(text)?.[0] : undefined;
          if (!text.startsWith('/'))
            ctx.report({
              at: path.span,
              message: `\`${text}\` does not begin with \`/\`: the API server rejects the Ingress.`,
              fix: () => mergeFix(`Write it as \`/${text}\``, node, { path: `/${text}` }),
            });
          else if (part !== undefined)
            ctx.report({
              at: path.span,
              message: `\`${part}\` may not stand in a path of the type \`${type}\`: the API server rejects the Ingress.`,
            });
        }
      },
    },
  },
});
