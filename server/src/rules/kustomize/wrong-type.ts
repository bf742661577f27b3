import { defineRule, type Fix } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import type { Shape } from '../../languages/yaml/shapes.js';
import type { YamlScalar } from '../../languages/yaml/nodes.js';
import { mistakes } from '../shared/kustomizeStructure.js';
import { wrongTypeReport } from '../shared/yamlStructure.js';
import page from './wrong-type.md';

export default defineRule({
  id: 'kustomize/wrong-type',
  language: 'kustomize',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      for (const mistake of mistakes(file, 'wrong-type')) {
        const { node, wanted } = mistake;
        ctx.report({
          ...wrongTypeReport(mistake, 'kustomize refuses the file'),
          fix: () => (node.kind === 'scalar' ? asWanted(node, wanted) : undefined),
        });
      }
    },
  },
});

function asWanted(node: YamlScalar, wanted: Shape): Fix | undefined {
  const { content, style, span } = node;
  if (wanted.kind === 'scalar' && wanted.is === 'text' && style === 'plain' && !/["\\\n]/.test(content))
    return { title: 'Put it in quotes', edits: [replace(span, `"${content}"`)] };
  const isQuoted = style === 'double' || style === 'single';
  const isNumber = wanted.kind === 'scalar' && wanted.is === 'number' && /^\d+$/.test(content);
  const isFlag = wanted.kind === 'scalar' && wanted.is === 'flag' && /^(?:true|false)$/.test(content);
  if (isQuoted && (isNumber || isFlag)) return { title: 'Take the quotes away', edits: [replace(span, content)] };
  // One value where a list is wanted becomes its only item.
  const isPlainWord = !node.written.includes('\n') && !(style === 'plain' && /[[\]{},"#]|: /.test(node.written));
  if (wanted.kind === 'list' && wanted.of.kind === 'scalar' && isPlainWord)
    return { title: 'Make it a list', edits: [replace(span, `[${node.written}]`)] };
  return undefined;
}
