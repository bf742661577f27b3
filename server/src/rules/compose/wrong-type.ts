import { defineRule, type Fix } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import type { Shape } from '../../languages/compose/schema.js';
import type { YamlScalar } from '../../languages/yaml/nodes.js';
import { mistakes, placeText, wantedText } from '../shared/composeStructure.js';
import page from './wrong-type.md';

export default defineRule({
  id: 'compose/wrong-type',
  language: 'compose',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      for (const { path, node, wanted } of mistakes(file, 'wrong-type')) {
        const isScalar = node.kind === 'scalar';
        const given = isScalar ? `\`${node.written.slice(0, 40)}\`` : node.kind === 'map' ? 'a map' : 'a list';
        // A value over several lines is shown by its first character's place, which is the key's line below.
        ctx.report({
          at: isScalar ? node.span : node.source.origin.span(node.from, Math.min(node.to, node.from + 1)),
          message: `${placeText(path)} takes ${wantedText(wanted)}, not ${given}: Compose refuses the file.`,
          fix: () => (isScalar ? quoted(node, wanted) : undefined),
        });
      }
    },
  },
});

function quoted(node: YamlScalar, wanted: Shape): Fix | undefined {
  const shapes = wanted.kind === 'either' ? wanted.of : [wanted];
  if (shapes.some((shape) => shape.kind === 'scalar' && shape.is === 'text') && node.style === 'plain' && !/["\\\n]/.test(node.content))
    return { title: 'Put it in quotes', edits: [replace(node.span, `"${node.content}"`)] };
  // One value where a list is wanted becomes its only item.
  if (shapes.some(({ kind }) => kind === 'list') && !node.written.includes('\n'))
    return { title: 'Make it a list', edits: [replace(node.span, `[${node.written}]`)] };
  return undefined;
}
