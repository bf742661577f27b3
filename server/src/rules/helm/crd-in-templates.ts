import { defineRule } from '../../engine/rule/define.js';
import page from './crd-in-templates.md';

export default defineRule({
  id: 'helm/crd-in-templates',
  language: 'helm',
  severity: 'hint',
  presets: [],
  since: '0.3.0',
  fix: 'none',
  page,
  check: {
    Template(file, ctx) {
      for (const object of file.manifests.objects) {
        if (object.kind !== 'CustomResourceDefinition') continue;
        ctx.report({
          at: object.get('kind')?.span ?? object.anchor,
          message:
            'The definition comes with the other objects, so none of its kind can be in the same chart; `crds/` is installed before them.',
        });
      }
    },
  },
});
