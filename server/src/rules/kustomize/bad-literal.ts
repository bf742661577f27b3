import { defineRule } from '../../engine/rule/define.js';
import { generatorsIn } from '../../languages/kustomize/generators.js';
import { valueOf } from '../../languages/kustomize/model.js';
import { rewrite } from '../shared/kubernetesImages.js';
import page from './bad-literal.md';

export default defineRule({
  id: 'kustomize/bad-literal',
  language: 'kustomize',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      for (const { map, literals, name, kind } of generatorsIn(file)) {
        for (const item of valueOf(map, 'literals')?.items ?? []) {
          if (item.kind !== 'scalar' || typeof item.value !== 'string' || item.isUnknown || item.content.indexOf('=') > 0) continue;
          const pair = /^([\w.-]+):\s*(\S.*)$/.exec(item.content);
          ctx.report({
            at: item.span,
            message: `\`${item.content.slice(0, 40)}\` is no \`key=value\`, and kustomize refuses it.`,
            fix: () => {
              const mended = pair === null ? undefined : `${pair[1] ?? ''}=${pair[2] ?? ''}`;
              return mended === undefined ? undefined : { title: `Change to \`${mended}\``, edits: rewrite(item, mended) };
            },
          });
        }
        const seen = new Set<string>();
        for (const { node, key } of literals) {
          if (seen.has(key))
            ctx.report({
              at: node.span,
              message: `\`${key}\` is a key of the ${kind} \`${name}\` already, and kustomize refuses it twice.`,
            });
          seen.add(key);
        }
      }
    },
  },
});
