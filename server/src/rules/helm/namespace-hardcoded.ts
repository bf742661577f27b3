import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import page from './namespace-hardcoded.md';

export default defineRule({
  id: 'helm/namespace-hardcoded',
  language: 'helm',
  severity: 'info',
  presets: ['strict'],
  since: '0.3.0',
  fix: 'review',
  page,
  check: {
    Template(file, ctx) {
      for (const object of file.manifests.objects) {
        const node = object.get('metadata', 'namespace');
        const name = node?.string;
        // What belongs to the cluster lives in a namespace that is always the same.
        if (node?.kind !== 'scalar' || name === undefined || name === '' || name.startsWith('kube-')) continue;
        ctx.report({
          at: node.span,
          message: `The object goes to \`${name}\` wherever the chart is installed: a second release meets it there, and \`helm install -n\` is not heeded.`,
          fix: () => ({ title: 'Use the namespace of the release', edits: [replace(node.span, '{{ .Release.Namespace }}')] }),
        });
      }
    },
  },
});
