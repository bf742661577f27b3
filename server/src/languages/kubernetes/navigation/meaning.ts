import type { PlacedFact } from '../../../engine/facts/facts.js';
import { touches, type Span } from '../../../engine/text/span.js';
import type { KubernetesFile } from '../file.js';
import { sourceOf, type ImageSource } from '../imageSource.js';
import type { KubernetesObject } from '../object.js';
import type { Known } from './known.js';
import { partKey, partsOf, podSelectorOf, portReferencesIn, portsOf, referencesIn, titleOf } from './references.js';

/** What the word under the cursor stands for, with the places where that is defined. */
export type Meaning = { readonly span: Span } & (
  | { readonly is: 'object'; readonly kind: string; readonly name: string; readonly found: readonly PlacedFact<'object'>[] }
  | {
      readonly is: 'part';
      readonly kind: string;
      readonly key: string;
      readonly part: string;
      readonly found: readonly PlacedFact<'object.part'>[];
    }
  | { readonly is: 'port'; readonly name: string; readonly found: readonly PlacedFact<'port.declared'>[] }
  | { readonly is: 'pods'; readonly found: readonly PlacedFact<'pod.labels'>[] }
  | { readonly is: 'image'; readonly source: ImageSource }
);

export function meaningAt(file: KubernetesFile, offset: number, known: Known): Meaning | undefined {
  const document = file.documentAt(offset);
  // Another program decides what the words of a template are.
  if (document === undefined || document.isTemplated) return undefined;
  // Items of a List come behind it and lie inside of it: the last one is the innermost.
  const object = document.objects.filter(({ span }) => touches(span, offset)).at(-1);
  return object === undefined ? undefined : (usedAt(object, offset, known) ?? declaredAt(object, offset, known));
}

/** A word that names something elsewhere. */
function usedAt(object: KubernetesObject, offset: number, known: Known): Meaning | undefined {
  const { own } = known;
  const namespace = object.namespace ?? null;
  const reference = referencesIn(object).find(({ node }) => touches(node.span, offset));
  if (reference !== undefined) {
    const { kind, name, part, node } = reference;
    const within = reference.namespace ?? null;
    const { span } = node;
    if (part === undefined) return { is: 'object', span, kind, name, found: known.objects(kind, name, within, own) };
    const key = partKey(kind, name, part);
    return { is: 'part', span, kind, key, part, found: known.parts(key, within, own) };
  }
  const port = portReferencesIn(object).find(({ node }) => touches(node.span, offset));
  if (port !== undefined) {
    const said = {
      namespace,
      by: titleOf(object),
      owner: port.own ? titleOf(object) : null,
      selector: port.selector === undefined ? null : Object.fromEntries(port.selector),
    };
    const { span } = port.node;
    const found = known.ports({ kind: 'port.named', key: port.name, data: said, at: span, path: own });
    return { is: 'port', span, name: port.name, found };
  }
  for (const pod of object.pods) {
    for (const { imageNode, image } of pod.allContainers) {
      if (image === undefined || imageNode === undefined || !touches(imageNode.span, offset)) continue;
      const source = sourceOf(known.workspace, image.text);
      return source === undefined ? undefined : { is: 'image', span: imageNode.span, source };
    }
  }
  const selector = podSelectorOf(object);
  if (selector === undefined) return undefined;
  const isKey = touches(selector.keySpan, offset);
  if (!isKey && !touches(selector.node.span, offset)) return undefined;
  const span = isKey ? selector.keySpan : wordAt(selector.node.span, object, offset);
  if (!touches(span, offset)) return undefined;
  return { is: 'pods', span, found: known.selected('pod.labels', Object.fromEntries(selector.labels), namespace, own) };
}

/** The entry of the selector under the cursor: all of it would be underlined else, over several lines. */
function wordAt(span: Span, { root }: KubernetesObject, offset: number): Span {
  const { text, origin } = root.source;
  const start = origin.offset;
  const from = text.lastIndexOf('\n', offset - start - 1) + 1;
  const to = text.indexOf('\n', offset - start);
  const line = text.slice(from, to === -1 ? text.length : to);
  const first = from + (line.length - line.trimStart().length);
  return { start: Math.max(span.start, start + first), end: Math.min(span.end, start + from + line.trimEnd().length) };
}

/** The name of an object or of a part of it. */
function declaredAt(object: KubernetesObject, offset: number, known: Known): Meaning | undefined {
  const { kind, name } = object;
  const namespace = object.namespace ?? null;
  const nameNode = object.get('metadata', 'name');
  if (name !== undefined && nameNode !== undefined && touches(nameNode.span, offset)) {
    const found = known
      .objects(kind, name, namespace, known.own)
      .filter(({ at, path }) => path === known.own && at.start === nameNode.span.start);
    return { is: 'object', span: nameNode.span, kind, name, found };
  }
  const part = partsOf(object).find(({ node }) => touches(node.span, offset));
  if (part !== undefined && name !== undefined) {
    const key = partKey(kind, name, part.part);
    const { span } = part.node;
    const found = known.parts(key, namespace, known.own).filter(({ at, path }) => path === known.own && at.start === span.start);
    return { is: 'part', span, kind, key, part: part.part, found };
  }
  const port = portsOf(object).find(({ node }) => touches(node.span, offset));
  if (port === undefined) return undefined;
  const { span } = port.node;
  const found = known.find('port.declared', port.name).filter(({ at, path }) => path === known.own && at.start === span.start);
  return { is: 'port', span, name: port.name, found };
}
