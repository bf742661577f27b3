import { defineRule } from '../../engine/rule/define.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import page from './exported-fields.md';

const fields = ['resourceVersion', 'uid', 'selfLink', 'generation', 'managedFields'];
const annotation = 'kubectl.kubernetes.io/last-applied-configuration';

export default defineRule({
  id: 'kubernetes/exported-fields',
  language: 'kubernetes',
  severity: 'info',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    where: [...fields, annotation],
    Object(object, ctx) {
      const metadata = object.get('metadata');
      if (metadata?.kind !== 'map') return;
      const found = metadata.entries.filter(({ key, value }) => fields.includes(key.content) && !value.isNull);
      const annotations = metadata.get('annotations');
      const applied = annotations?.kind === 'map' ? annotations.entries.find(({ key }) => key.content === annotation) : undefined;
      const first = found[0] ?? applied;
      if (first === undefined || object.kind === 'List') return;
      ctx.report({
        at: first.key.span,
        message: `\`${first.key.content}\` is what the cluster wrote: it was exported with the object and conflicts when the file is applied elsewhere.`,
        fix: () => {
          const edits = found.map(({ key }) => removeEntry(metadata, key.content));
          if (applied !== undefined && annotations?.kind === 'map') edits.push(removeEntry(annotations, annotation));
          return edits.every((edit) => edit !== undefined) && !metadata.isFlow
            ? { title: 'Take out what the cluster wrote', edits: edits.flat() }
            : undefined;
        },
      });
    },
  },
});
