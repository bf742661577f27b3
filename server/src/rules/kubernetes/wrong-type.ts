import { defineRule, type Fix } from '../../engine/rule/define.js';
import { lineStart } from '../../engine/text/lines.js';
import { insert, replace, type Edit } from '../../engine/text/span.js';
import type { SchemaType } from '../../languages/kubernetes/schemaTypes.js';
import type { WrongType } from '../../languages/kubernetes/validate.js';
import type { YamlMap, YamlNode } from '../../languages/yaml/nodes.js';
import { mistakes, valueText } from '../shared/kubernetesMistakes.js';
import page from './wrong-type.md';

export default defineRule({
  id: 'kubernetes/wrong-type',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kubeconform:schema', 'kube-linter:schema-validation', 'monokle:K8S001'],
  fix: 'review',
  page,
  check: {
    Object(object, ctx) {
      for (const mistake of mistakes(object, 'wrong-type', ctx)) {
        const { node, path, wanted } = mistake;
        ctx.report({
          at: node.kind === 'scalar' ? node.span : firstLine(node),
          message: `${valueText(path)} is ${wantedText(wanted)}, and ${foundText(node)}: the API server refuses it.`,
          fix: () => fixes(mistake),
        });
      }
    },
  },
});

const scalarTexts = {
  string: 'text',
  time: 'text, a point in time',
  boolean: '`true` or `false`',
  integer: 'a whole number',
  number: 'a number',
  'int-or-string': 'a whole number or text',
  quantity: 'a quantity',
} as const;

function wantedText(type: SchemaType): string {
  if (type.kind === 'scalar') return scalarTexts[type.type];
  return type.kind === 'array' ? 'a list' : 'a map';
}

function foundText(node: YamlNode): string {
  if (node.kind === 'map') return 'a map stands here';
  if (node.kind === 'sequence') return 'a list stands here';
  const written = node.written.includes('\n') ? 'what stands here' : `\`${node.written}\``;
  if (typeof node.value === 'string') return `${written} is text`;
  return `${written} is read as ${typeof node.value === 'boolean' ? `\`${node.value}\`` : 'a number'}`;
}

function fixes({ node, wanted }: WrongType): Fix[] {
  if (wanted.kind === 'array') return listFixes(node);
  if (wanted.kind !== 'scalar' || node.kind !== 'scalar') return [];
  const { value, content, span, style } = node;
  if (typeof value !== 'string') {
    const isText = wanted.type === 'string' || wanted.type === 'int-or-string' || wanted.type === 'time';
    return isText ? [{ title: 'Put it in quotes', edits: [replace(span, `"${content}"`)] }] : [];
  }
  if (style !== 'single' && style !== 'double') return [];
  const fits =
    wanted.type === 'boolean'
      ? /^(?:true|false)$/.test(value)
      : wanted.type === 'number'
        ? /^-?\d+(?:\.\d+)?$/.test(value)
        : /^-?(?:0|[1-9]\d*)$/.test(value);
  return fits ? [{ title: 'Take the quotes away', edits: [replace(span, value)] }] : [];
}

/** One item where a list of items belongs. */
function listFixes(node: YamlNode): Fix[] {
  if (node.kind === 'sequence') return [];
  const title = 'Make it a list of one item';
  if (node.kind === 'map' && !node.isFlow) {
    const edits = dashes(node);
    return edits === undefined ? [] : [{ title, edits }];
  }
  if (node.written.includes('\n')) return [];
  const isQuoted = node.kind === 'map' || node.style !== 'plain' || /^[\w./:-]+$/.test(node.written);
  return isQuoted ? [{ title, edits: [replace(node.span, `[${node.written}]`)] }] : [];
}

/** `- ` before the first line and two blanks before the others; undefined where the map begins behind something else. */
function dashes({ source, from, to }: YamlMap): Edit[] | undefined {
  const { text, origin } = source;
  if (text.slice(lineStart(text, from), from).trim() !== '') return undefined;
  const edits = [insert(origin.offset + from, '- ')];
  for (let end = text.indexOf('\n', from); end !== -1 && end < to; end = text.indexOf('\n', end + 1)) {
    if (/\S/.test(text.slice(end + 1).split('\n', 1)[0] ?? '')) edits.push(insert(origin.offset + end + 1, '  '));
  }
  return edits;
}

/** The first key or item of a collection: the whole would underline a screen. */
function firstLine(node: YamlNode): { start: number; end: number } {
  const { span, written } = node;
  const end = written.search(/\r?\n/);
  return end === -1 ? span : { start: span.start, end: span.start + end };
}
