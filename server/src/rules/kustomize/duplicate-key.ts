import { defineRule } from '../../engine/rule/define.js';
import { repeatedKeys } from '../shared/repeatedKeys.js';
import page from './duplicate-key.md';

export default defineRule({
  id: 'kustomize/duplicate-key',
  language: 'kustomize',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'none',
  page,
  check: {
    File(file, ctx) {
      if (file.root === undefined || file.faults.length > 0) return;
      for (const { name, entries } of repeatedKeys(file.root)) {
        const winner = entries.at(-1) ?? entries[0];
        for (const { key } of entries.slice(0, -1))
          ctx.report({
            at: key.span,
            message: `\`${name}\` stands in this map again further down: what is written here is lost, and newer releases refuse the file.`,
            related: [{ at: winner.key.span, message: 'the one that counts' }],
          });
      }
    },
  },
});
