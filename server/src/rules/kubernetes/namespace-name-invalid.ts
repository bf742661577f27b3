import { defineRule } from '../../engine/rule/define.js';
import { isFilledInLater, isLabelName, isStored, respell, spelledName } from '../shared/kubernetesMetadata.js';
import page from './namespace-name-invalid.md';

export default defineRule({
  id: 'kubernetes/namespace-name-invalid',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Object(object, ctx) {
      const node = object.get('metadata', 'namespace');
      const text = node?.scalarText;
      if (node?.kind !== 'scalar' || text === undefined || text === '' || isLabelName(text) || isFilledInLater(text) || !isStored(object))
        return;
      const better = spelledName(text).replaceAll('.', '-');
      ctx.report({
        at: node.span,
        message: `There can be no namespace \`${text}\`: its name has lower case letters, digits and \`-\`, 63 at most.`,
        fix: () => respell(node, better, isLabelName(better)),
      });
    },
  },
});
