import type { PathStep, YamlNode } from '../../languages/yaml/nodes.js';
import type { Span } from '../../engine/text/span.js';
import type { Shape, WrongType } from '../../languages/yaml/shapes.js';

/** `services.web.ports[0]` in words of a message; `top` for the file itself. */
export function placeText(path: readonly PathStep[], top: string): string {
  if (path.length === 0) return top;
  return `\`${path.map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`)).join('')}\``;
}

/** What a place wants, in words. */
function wantedText(shape: Shape): string {
  switch (shape.kind) {
    case 'object':
    case 'map':
      return 'a map';
    case 'list':
      return 'a list';
    case 'any':
      return 'anything';
    case 'scalar':
      if (shape.unit !== undefined) return `text with a unit, such as \`30${shape.unit}\``;
      return { text: 'text', number: 'a number', flag: '`true` or `false`', scalar: 'a single value' }[shape.is];
    case 'either':
      return [...new Set(shape.of.map(wantedText))].join(' or ');
  }
}

/** Place and words of a value of the wrong form; `follows` is what becomes of the file. */
export function wrongTypeReport({ path, node, wanted }: WrongType, follows: string): { readonly at: Span; readonly message: string } {
  return { at: startOf(node), message: `${placeText(path, 'the file')} takes ${wantedText(wanted)}, not ${givenText(node)}: ${follows}.` };
}

function givenText(node: YamlNode): string {
  if (node.kind === 'scalar') return node.written.includes('\n') ? 'text' : `\`${node.written.slice(0, 40)}\``;
  return node.kind === 'map' ? 'a map' : 'a list';
}

/** A value over several lines is shown by its first character's place, which is the key's line below, and text by its first line. */
function startOf(node: YamlNode): Span {
  if (node.kind === 'scalar') {
    const lineEnd = node.written.search(/\r?\n/);
    return lineEnd === -1 ? node.span : node.source.origin.span(node.from, node.from + lineEnd);
  }
  return node.source.origin.span(node.from, Math.min(node.to, node.from + 1));
}
