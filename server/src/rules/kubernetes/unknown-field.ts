import { defineRule, type Fix } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import type { UnknownField } from '../../languages/kubernetes/validate.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import { mistakes, placeText } from '../shared/kubernetesMistakes.js';
import page from './unknown-field.md';

export default defineRule({
  id: 'kubernetes/unknown-field',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kubeconform:schema', 'kube-linter:schema-validation', 'monokle:K8S001', 'monokle:K8S004'],
  fix: 'review',
  page,
  check: {
    Object(object, ctx) {
      for (const mistake of mistakes(object, 'unknown-field', ctx)) {
        const { entry, path } = mistake;
        const place = placeText(path.slice(0, -1), object.kind);
        ctx.report({
          at: entry.key.span,
          message: `\`${entry.key.content}\` is no field of ${place}, so \`kubectl apply\` refuses the object${hint(mistake, object.kind)}.`,
          fix: () => fixes(mistake),
        });
      }
    },
  },
});

function hint({ entry, nearest, home }: UnknownField, kind: string): string {
  if (nearest !== undefined) return `; \`${nearest}\` is one`;
  return home === undefined ? '' : `; \`${entry.key.content}\` is one of ${placeText(home, kind)}`;
}

function fixes({ map, entry, nearest }: UnknownField): Fix[] {
  const found: Fix[] = [];
  if (nearest !== undefined) found.push({ title: `Change to \`${nearest}\``, edits: [replace(entry.key.span, nearest)] });
  // A key that is there twice is removed by its place, and only the first has one.
  const isOnly = map.entries.filter(({ key }) => key.content === entry.key.content).length === 1;
  const edits = isOnly ? removeEntry(map, entry.key.content) : undefined;
  if (edits !== undefined) found.push({ title: `Remove \`${entry.key.content}\``, edits });
  return found;
}
