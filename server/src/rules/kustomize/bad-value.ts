import { defineRule } from '../../engine/rule/define.js';
import { listed } from '../../languages/dockerfile/hover/markdown.js';
import { rewrite } from '../shared/kubernetesImages.js';
import { mistakes, placeText } from '../shared/kustomizeStructure.js';
import page from './bad-value.md';

export default defineRule({
  id: 'kustomize/bad-value',
  language: 'kustomize',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      for (const { path, node, values, nearest } of mistakes(file, 'bad-value')) {
        // Kustomize refuses a wrong order; the other words it takes for their default without a word.
        const isRefused = path.at(-1) === 'order';
        ctx.report({
          at: node.span,
          severity: isRefused ? 'error' : 'warning',
          message: `${placeText(path)} takes ${listed(
            values.map((value) => `\`${value}\``),
            'or',
          )}, not \`${node.content}\`: kustomize ${isRefused ? 'refuses the file' : 'goes on as if it were not there'}.`,
          fix: () => (nearest === undefined ? undefined : { title: `Change to \`${nearest}\``, edits: rewrite(node, nearest) }),
        });
      }
    },
  },
});
