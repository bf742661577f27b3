import { defineRule } from '../../engine/rule/define.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import { isClusterScoped } from '../../languages/kubernetes/scopes.js';
import page from './namespace-on-cluster-object.md';

export default defineRule({
  id: 'kubernetes/namespace-on-cluster-object',
  language: 'kubernetes',
  severity: 'info',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Object(object, ctx) {
      const metadata = object.get('metadata');
      if (metadata?.kind !== 'map' || !isClusterScoped(object.apiVersion, object.kind)) return;
      const entry = metadata.entries.find(({ key }) => key.content === 'namespace');
      if (entry === undefined || entry.value.isNull || entry.value.isUnknown) return;
      ctx.report({
        at: entry.key.span,
        message: `A ${object.kind} is in no namespace: \`${entry.value.scalarText ?? ''}\` is dropped, and the object holds for the whole cluster.`,
        fix: () => {
          const edits = removeEntry(metadata, 'namespace');
          return edits === undefined ? undefined : { title: 'Take `namespace` out', edits };
        },
      });
    },
  },
});
