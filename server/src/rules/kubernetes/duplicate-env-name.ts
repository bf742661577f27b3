import { defineRule, type Fix } from '../../engine/rule/define.js';
import type { Container, EnvVariable } from '../../languages/kubernetes/container.js';
import { removeItem } from '../../languages/yaml/edit.js';
import page from './duplicate-env-name.md';

export default defineRule({
  id: 'kubernetes/duplicate-env-name',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'kube-linter:duplicate-env-var',
    'kube-score:environment-variable-key-duplication',
    'kubescape:duplicate-env-var',
    'kubescape:C-0295',
  ],
  fix: 'safe',
  page,
  check: {
    Container(container, ctx) {
      const last = new Map<string, EnvVariable>();
      for (const variable of container.env) {
        const earlier = last.get(variable.name);
        last.set(variable.name, variable);
        // Two aliases of one item are the same text.
        if (earlier === undefined || earlier.node === variable.node) continue;
        ctx.report({
          at: variable.nameNode.span,
          message: `\`${variable.name}\` is set twice, and this value hides the one above.`,
          related: [{ at: earlier.nameNode.span, message: 'The value that is hidden' }],
          fix: () => removal(container, earlier, variable),
        });
      }
    },
  },
});

/** Of two that are the same the second goes; else the one that has no effect. */
function removal(container: Container, earlier: EnvVariable, later: EnvVariable): Fix | undefined {
  const list = container.get('env');
  if (list?.kind !== 'sequence') return undefined;
  const isSame = earlier.value?.scalarText !== undefined && earlier.value.scalarText === later.value?.scalarText;
  const edits = removeItem(list, list.items.indexOf(isSame ? later.node : earlier.node));
  if (edits === undefined) return undefined;
  return { title: isSame ? 'Remove the repetition' : 'Remove the value that is hidden', edits, safety: isSame ? 'safe' : 'review' };
}
