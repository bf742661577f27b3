import { defineRule } from '../../engine/rule/define.js';
import { generatorsIn, type Generator } from '../../languages/kustomize/generators.js';
import page from './duplicate-generator.md';

export default defineRule({
  id: 'kustomize/duplicate-generator',
  language: 'kustomize',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'none',
  page,
  check: {
    File(file, ctx) {
      const seen = new Map<string, Generator>();
      for (const generator of generatorsIn(file)) {
        const { kind, name, nameNode, namespace, behavior } = generator;
        const key = `${kind} ${namespace ?? ''}/${name}`;
        const first = seen.get(key);
        if (first === undefined) seen.set(key, generator);
        else if (behavior !== 'merge' && behavior !== 'replace')
          ctx.report({
            at: nameNode.span,
            message: `A ${kind} \`${name}\` is generated already, and kustomize refuses a second one without \`behavior: merge\` or \`replace\`.`,
            related: [{ at: first.nameNode.span, message: 'the first one' }],
          });
      }
    },
  },
});
