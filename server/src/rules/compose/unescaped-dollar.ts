import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import { dollarSpan, interpolate } from '../../languages/compose/interpolation.js';
import { eachScalar } from '../../languages/yaml/nodes.js';
import page from './unescaped-dollar.md';

export default defineRule({
  id: 'compose/unescaped-dollar',
  language: 'compose',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      if (file.faults.length > 0) return;
      for (const root of file.roots) {
        eachScalar(root, (scalar, path) => {
          if (!scalar.content.includes('$') || String(path[0]).startsWith('x-')) return;
          for (const dollars of interpolate(scalar.content).faults) {
            const at = dollarSpan(scalar, dollars, 1);
            ctx.report({
              at,
              message: 'This `$` begins no variable, and Compose refuses the file. A dollar sign for the container is written `$$`.',
              fix: () => (at.end - at.start === 1 ? { title: 'Change to `$$`', edits: [replace(at, '$$')] } : undefined),
            });
          }
        });
      }
    },
  },
});
