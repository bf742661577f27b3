import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import { nearest as nearestOf } from '../../languages/dockerfile/vocabulary.js';
import { chartKeys, dependencyKeyNames, maintainerKeys } from '../../languages/helm/chartKeys.js';
import type { YamlMap } from '../../languages/yaml/nodes.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import page from './chart-unknown-key.md';

export default defineRule({
  id: 'helm/chart-unknown-key',
  language: 'helm',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  page,
  check: {
    Chart(file, ctx) {
      const { root } = file;
      if (root === undefined) return;
      const check = (map: YamlMap, known: ReadonlySet<string>, of: string): void => {
        for (const { key } of map.entries) {
          const name = key.content;
          if (known.has(name) || name === '<<' || /^x-/.test(name)) continue;
          const nearest = nearestOf(
            name,
            [...known].filter((each) => !map.has(each)),
          );
          ctx.report({
            at: key.span,
            message: `\`${name}\` is no key of ${of}, and Helm leaves it out${nearest === undefined ? '' : `; \`${nearest}\` is one`}.`,
            fix: () => (nearest === undefined ? undefined : { title: `Change to \`${nearest}\``, edits: [replace(key.span, nearest)] }),
          });
        }
      };
      check(root, new Set(Object.keys(chartKeys)), 'Chart.yaml');
      for (const map of mapsIn(root.get('dependencies'))) check(map, new Set(Object.keys(dependencyKeyNames)), 'a dependency');
      for (const map of mapsIn(root.get('maintainers'))) check(map, new Set(Object.keys(maintainerKeys)), 'a maintainer');
    },
  },
});
