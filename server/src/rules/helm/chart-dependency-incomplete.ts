import { defineRule } from '../../engine/rule/define.js';
import { dependenciesOf } from '../shared/helmChart.js';
import page from './chart-dependency-incomplete.md';

export default defineRule({
  id: 'helm/chart-dependency-incomplete',
  language: 'helm',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'none',
  page,
  check: {
    Chart(file, ctx) {
      for (const { name, version, repository, at, map } of dependenciesOf(file)) {
        if (name === undefined) {
          ctx.report({ at, message: 'The dependency has no `name`, so Helm cannot find it.' });
          continue;
        }
        const lacking = [...(version === undefined ? ['version'] : []), ...(repository === undefined ? ['repository'] : [])];
        // Another program fills it in, or an alias brings it.
        if (lacking.length === 0 || lacking.some((key) => map.get(key)?.isUnknown === true)) continue;
        // A chart that lies in `charts/` needs neither.
        const isUnpacked = ctx.near.exists(`charts/${name}`);
        if (isUnpacked !== false) continue;
        if ((ctx.near.list('charts') ?? []).some((file) => file.startsWith(`${name}-`) && file.endsWith('.tgz'))) continue;
        ctx.report({
          at,
          message: `\`${name}\` has no ${lacking.map((key) => `\`${key}\``).join(' and no ')}, and \`charts/\` does not hold it: \`helm dependency update\` cannot get it.`,
        });
      }
    },
  },
});
