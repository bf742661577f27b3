import { defineRule } from '../../engine/rule/define.js';
import { isStored, nameFault, respell, spelledName } from '../shared/kubernetesMetadata.js';
import page from './object-name-invalid.md';

export default defineRule({
  id: 'kubernetes/object-name-invalid',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Object(object, ctx) {
      const name = object.get('metadata', 'name');
      const text = name?.scalarText;
      // Custom resources keep the rules of names as well, but a file of a tool looks the same.
      if (name?.kind !== 'scalar' || text === undefined || text === '' || !isStored(object)) return;
      const fault = nameFault(object, text, ctx.settings.kubernetesMinor);
      if (fault === undefined) return;
      const spelled = spelledName(text);
      const better = object.kind === 'Service' || object.kind === 'Namespace' ? spelled.replaceAll('.', '-') : spelled;
      ctx.report({
        at: name.span,
        message: `The API server rejects \`${text}\`: ${fault.why}.`,
        fix: () => respell(name, better, fault.isSpelling && nameFault(object, better, ctx.settings.kubernetesMinor) === undefined),
      });
    },
  },
});
