import { defineRule } from '../../engine/rule/define.js';
import { kustomizationNames } from '../../languages/kustomize/file.js';
import page from './several-kustomizations.md';

export default defineRule({
  id: 'kustomize/several-kustomizations',
  language: 'kustomize',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'none',
  page,
  check: {
    File(file, ctx) {
      const { root } = file;
      const names = ctx.near.list('.') ?? [];
      const other = kustomizationNames.find((name) => name !== ctx.near.fileName && names.includes(name));
      if (other === undefined || root === undefined) return;
      ctx.report({
        at: root.entries[0]?.key.span ?? root.span,
        message: `\`${other}\` lies in the same folder, and kustomize refuses a folder with two of them.`,
      });
    },
  },
});
