import { defineRule } from '../../engine/rule/define.js';
import { blanksForTabs, firstFault } from '../shared/yamlFaults.js';
import page from './yaml-syntax.md';

export default defineRule({
  id: 'kubernetes/yaml-syntax',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kubeconform:schema', 'kube-linter:schema-validation', 'monokle:YML001'],
  fix: 'review',
  page,
  check: {
    Document({ text, origin, faults }, ctx) {
      const found = firstFault(text, faults);
      if (found === undefined) return;
      ctx.report({
        at: origin.span(found.from, found.to),
        message: `${found.explanation} No tool reads the document.`,
        fix: () => (found.isTab ? blanksForTabs(text, origin, found.fault.from) : undefined),
      });
    },
  },
});
