import { defineRule } from '../../engine/rule/define.js';
import type { YamlScalar } from '../../languages/yaml/nodes.js';
import { rewrite } from '../shared/kubernetesImages.js';
import page from './bad-name-affix.md';

export default defineRule({
  id: 'kustomize/bad-name-affix',
  language: 'kustomize',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      for (const field of ['namePrefix', 'nameSuffix'] as const) {
        const node = file.get(field);
        const text = node?.scalarText;
        if (node?.kind !== 'scalar' || typeof node.value !== 'string' || text === undefined || text === '') continue;
        const isPrefix = field === 'namePrefix';
        const isValid = isPrefix ? /^[a-z0-9][a-z0-9.-]*$/.test(text) : /^[a-z0-9.-]*[a-z0-9]$/.test(text);
        const mended = lawful(text, isPrefix);
        if (!isValid)
          ctx.report({
            at: node.span,
            message: `Names with \`${text}\` ${isPrefix ? 'in front' : 'at the end'} are no names of Kubernetes, which take small letters, digits, \`-\` and \`.\` and ${isPrefix ? 'begin' : 'end'} with a letter or digit.`,
            fix: () => (mended === '' || mended === text ? undefined : { title: `Change to \`${mended}\``, edits: rewrite(node, mended) }),
          });
        else if (isPrefix ? !/[-.]$/.test(text) : !/^[-.]/.test(text)) reportBare(node, isPrefix);
      }

      function reportBare(node: YamlScalar, isPrefix: boolean): void {
        const text = node.content;
        const [example, joined] = isPrefix ? [`${text}web`, `${text}-`] : [`web${text}`, `-${text}`];
        ctx.report({
          at: node.span,
          severity: 'hint',
          message: `Kustomize puts nothing between: \`web\` becomes \`${example}\`.`,
          fix: () => ({ title: `Change to \`${joined}\``, edits: rewrite(node, joined) }),
        });
      }
    },
  },
});

function lawful(text: string, isPrefix: boolean): string {
  const small = text.toLowerCase().replace(/[^a-z0-9.-]+/g, '-');
  return isPrefix ? small.replace(/^[^a-z0-9]+/, '') : small.replace(/[^a-z0-9]+$/, '');
}
