import { defineRule } from '../../engine/rule/define.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import page from './chart-maintainer-without-name.md';

export default defineRule({
  id: 'helm/chart-maintainer-without-name',
  language: 'helm',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'none',
  page,
  check: {
    Chart(file, ctx) {
      for (const map of mapsIn(file.get('maintainers'))) {
        const name = map.get('name');
        const first = map.entries[0];
        if (first === undefined || (name !== undefined && !name.isNull && name.scalarText !== '')) continue;
        ctx.report({ at: first.key.span, message: 'The maintainer has no `name`, and `helm lint` refuses the chart.' });
      }
    },
  },
});
