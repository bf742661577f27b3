import { defineRule, type Fix } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import type { Shape } from '../../languages/yaml/shapes.js';
import type { PathStep, YamlMap, YamlScalar } from '../../languages/yaml/nodes.js';
import { mistakes } from '../shared/composeStructure.js';
import { wrongTypeReport } from '../shared/yamlStructure.js';
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
      for (const mistake of mistakes(file, 'wrong-type')) {
        const { path, node, wanted } = mistake;
        ctx.report({
          ...wrongTypeReport(mistake, 'Compose refuses the file'),
          fix: () => (node.kind === 'scalar' ? asText(node, wanted) : node.kind === 'map' ? asPair(node, path) : undefined),
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
