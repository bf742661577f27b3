import { defineRule } from '../../engine/rule/define.js';
import { dependenciesOf, rewritten } from '../shared/helmChart.js';
import page from './chart-dependency-over-http.md';

export default defineRule({
  id: 'helm/chart-dependency-over-http',
  language: 'helm',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  page,
  check: {
    Chart(file, ctx) {
      for (const { map, repository } of dependenciesOf(file)) {
        const node = map.get('repository');
        if (
          node === undefined ||
          repository === undefined ||
          !/^http:\/\/(?!localhost\b|127\.|\[::1\]|[\w-]+(?::|\/|$)|[\w.-]+\.svc\b)/i.test(repository)
        )
          continue;
        ctx.report({
          at: node.span,
          message: `\`${repository}\` is read without encryption: whoever sits between puts another chart in its place.`,
          fix: () => ({ title: 'Change to `https`', edits: rewritten(node, repository.replace(/^http:/i, 'https:')) }),
        });
      }
    },
  },
});
