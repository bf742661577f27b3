import { defineRule } from '../../engine/rule/define.js';
import { blanksForTabs, firstFault } from '../shared/yamlFaults.js';
import page from './yaml-syntax.md';

export default defineRule({
  id: 'helm/yaml-syntax',
  language: 'helm',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  page,
  check: {
    Yaml(file, ctx) {
      const found = firstFault(file.text, file.faults);
      if (found !== undefined) {
        // Templates go through Helm, values do not: people expect otherwise.
        const isAction =
          file.role === 'values' &&
          /\{\{/.test(
            file.text
              .slice(Math.max(0, found.from - 200), found.from + 3)
              .split('\n')
              .at(-1) ?? '',
          );
        ctx.report({
          at: file.origin.span(found.from, found.to),
          message: isAction
            ? 'Helm fills in templates, not values: here `{{` is no YAML, and Helm cannot read the file.'
            : `${found.explanation} Helm cannot read the file.`,
          fix: () => (found.isTab ? blanksForTabs(file.text, file.origin, found.fault.from) : undefined),
        });
        return;
      }
      const { root, other } = file;
      if (file.role === 'values' && root !== undefined && file.faults.length === 0) {
        // `{{ x }}` reads as a map that is the key of a map.
        const entry = file.root?.allEntries().find(({ value }) => value.kind === 'map' && value.isFlow && value.written.startsWith('{{'));
        if (entry !== undefined)
          ctx.report({
            at: entry.value.span,
            message: 'Helm fills in templates, not values: here `{{` is no YAML, and Helm cannot read the file.',
          });
      }
      if (other !== undefined && !(other.kind === 'scalar' && other.isNull))
        ctx.report({
          at: file.origin.span(other.from, Math.min(other.to, other.from + 1)),
          message: 'The file holds no map of keys and values, and Helm cannot read it.',
        });
    },
  },
});
