import { defineRule, type Fix } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import type { Shape } from '../../languages/compose/shapes.js';
import type { PathStep, YamlMap, YamlScalar } from '../../languages/yaml/nodes.js';
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
          fix: () => (isScalar ? asText(node, wanted) : node.kind === 'map' ? asPair(node, path) : undefined),
        });
      }
    },
  },
});

/** `- NAME: value` where `NAME=value` is meant. */
function asPair(node: YamlMap, path: readonly PathStep[]): Fix | undefined {
  const [entry, more] = node.entries;
  const list = path.at(-2);
  const value = entry?.value.scalarText;
  if (entry === undefined || more !== undefined || value === undefined || entry.alias !== undefined || !pairLists.has(String(list)))
    return undefined;
  if (/[\s#"'\\]/.test(value) || node.isFlow) return undefined;
  return { title: `Change to \`${entry.key.content}=${value}\``, edits: [replace(node.span, `${entry.key.content}=${value}`)] };
}

const pairLists = new Set(['environment', 'args', 'labels', 'annotations', 'sysctls']);

function asText(node: YamlScalar, wanted: Shape): Fix | undefined {
  if (wanted.kind === 'scalar' && wanted.unit !== undefined)
    return wanted.unit === 's' && /^\d+$/.test(node.written)
      ? { title: `Change to \`${node.written}s\``, edits: [replace(node.span, `${node.written}s`)] }
      : undefined;
  const shapes = wanted.kind === 'either' ? wanted.of : [wanted];
  if (shapes.some((shape) => shape.kind === 'scalar' && shape.is === 'text') && node.style === 'plain' && !/["\\\n]/.test(node.content))
    return { title: 'Put it in quotes', edits: [replace(node.span, `"${node.content}"`)] };
  // One value where a list is wanted becomes its only item.
  if (
    shapes.some(({ kind }) => kind === 'list') &&
    !(node.style === 'plain' && /[[\]{},"#]/.test(node.written)) &&
    !node.written.includes('\n')
  )
    return { title: 'Make it a list', edits: [replace(node.span, `[${node.written}]`)] };
  return undefined;
}
