import { defineRule } from '../../engine/rule/define.js';
import { blanksForTabs, firstFault } from '../shared/yamlFaults.js';
import page from './yaml-syntax.md';

export default defineRule({
  id: 'kustomize/yaml-syntax',
  language: 'kustomize',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      const found = firstFault(file.text, file.faults);
      if (found === undefined) return;
      ctx.report({
        at: file.origin.span(found.from, found.to),
        message: `${found.explanation} Kustomize cannot read the file.`,
        fix: () => (found.isTab ? blanksForTabs(file.text, file.origin, found.fault.from) : undefined),
      });
    },
  },
});
