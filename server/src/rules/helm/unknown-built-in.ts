import { defineRule } from '../../engine/rule/define.js';
import { nearest } from '../../languages/dockerfile/vocabulary.js';
import { builtInFields } from '../../languages/helm/builtIns.js';
import { renamedAt, spanOf } from '../shared/helmTemplates.js';
import page from './unknown-built-in.md';

export default defineRule({
  id: 'helm/unknown-built-in',
  language: 'helm',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  page,
  check: {
    Template(file, ctx) {
      for (const { path, from, to } of file.template.builtIns) {
        const [object = '', field = ''] = path;
        const fields = Object.hasOwn(builtInFields, object) ? builtInFields[object] : undefined;
        if (fields === undefined || Object.hasOwn(fields, field)) continue;
        const written = file.text.slice(from, to);
        const at = from + written.lastIndexOf(`.${field}`) + 1;
        if (at <= from || file.text.slice(at, at + field.length) !== field) continue;
        const meant = nearest(field, Object.keys(fields));
        const stops = object === 'Chart' || object === 'Capabilities';
        ctx.report({
          at: spanOf(file, { from: at, to: at + field.length }),
          ...(stops ? {} : { severity: 'warning' as const }),
          message: `\`.${object}\` has no \`${field}\`${meant === undefined ? '' : `, but \`${meant}\``}: ${stops ? 'Helm stops here' : 'nothing comes out here'}.`,
          fix: () =>
            meant === undefined ? undefined : renamedAt(`Change to \`${meant}\``, file, { from: at, to: at + field.length }, meant),
        });
      }
    },
  },
});
