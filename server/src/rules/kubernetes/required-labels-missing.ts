import { defineRule } from '../../engine/rule/define.js';
import { workloadKinds } from '../shared/kubernetesMetadata.js';
import page from './required-labels-missing.md';

export default defineRule({
  id: 'kubernetes/required-labels-missing',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['monokle:custom-labels', 'kyverno:require-labels'],
  fix: 'none',
  options: {
    labels: { type: 'strings', default: [], description: 'Labels that every object of these kinds has.' },
    kinds: { type: 'strings', default: workloadKinds, description: 'Kinds of objects that are asked.' },
  },
  page,
  check: {
    Object(object, ctx) {
      const wanted = ctx.option<readonly string[]>('labels');
      if (wanted.length === 0 || !ctx.option<readonly string[]>('kinds').includes(object.kind)) return;
      const { labels } = object;
      const lacking = wanted.filter((label) => !labels.has(label) && object.get('metadata', 'labels', label) === undefined);
      if (lacking.length > 0)
        ctx.report({
          at: object.lackOf('metadata', 'labels'),
          message: `The ${object.kind} lacks ${lacking.map((label) => `\`${label}\``).join(', ')}, which the project asks for.`,
        });
    },
  },
});
