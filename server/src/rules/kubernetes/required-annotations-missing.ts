import { defineRule } from '../../engine/rule/define.js';
import { workloadKinds } from '../shared/kubernetesMetadata.js';
import page from './required-annotations-missing.md';

export default defineRule({
  id: 'kubernetes/required-annotations-missing',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['monokle:custom-annotations', 'kyverno:require-annotations'],
  fix: 'none',
  options: {
    annotations: { type: 'strings', default: [], description: 'Annotations that every object of these kinds has.' },
    kinds: { type: 'strings', default: workloadKinds, description: 'Kinds of objects that are asked.' },
  },
  page,
  check: {
    Object(object, ctx) {
      const wanted = ctx.option<readonly string[]>('annotations');
      if (wanted.length === 0 || !ctx.option<readonly string[]>('kinds').includes(object.kind)) return;
      const lacking = wanted.filter((key) => object.get('metadata', 'annotations', key) === undefined);
      if (lacking.length > 0)
        ctx.report({
          at: object.lackOf('metadata', 'annotations'),
          message: `The ${object.kind} lacks ${lacking.map((key) => `\`${key}\``).join(', ')}, which the project asks for.`,
        });
    },
  },
});
