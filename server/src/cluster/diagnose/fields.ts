import type { Span } from '../../engine/text/span.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import type { PathStep, YamlNode } from '../../languages/yaml/nodes.js';

// Field paths as the API server writes them, and the nodes that they name: k8s.io/apimachinery/pkg/util/validation/field.

export interface FieldCause {
  /** As written. */
  readonly field: string;
  readonly path: readonly PathStep[];
  /** `Required value`, `Invalid value: 70000: must be between 1 and 65535, inclusive`. */
  readonly message: string;
}

const kinds =
  'Invalid value|Required value|Forbidden|Unsupported value|Duplicate value|Not found|Too long|Too many|Internal error|may not be more than';
/** A path and what is wrong there; the next cause begins behind a comma, or behind a bullet on a line of its own. */
const cause = new RegExp(
  `(?:^|[\\s,*[:])((?:<nil>|[a-zA-Z][\\w-]*(?:\\.[\\w/-]+|\\[[^\\]]*\\])*)): ((?:${kinds})[\\s\\S]*?)(?=(?:,|\\]?\\n?\\s*\\*)\\s+[a-zA-Z][\\w-]*(?:\\.[\\w/-]+|\\[[^\\]]*\\])*: (?:${kinds})|\\]?\\s*$)`,
  'g',
);

/** All causes that the text of a refusal tells, in order. */
export function causesIn(text: string): readonly FieldCause[] {
  return [...text.matchAll(cause)].map(([, field = '', message = '']) => ({
    field,
    path: stepsOf(field),
    message: message
      .trim()
      .replace(/\s*\n\s*/g, ' ')
      .replace(/\.$/, ''),
  }));
}

/** `spec.containers[0].ports` → steps; what stands in brackets is an index, or a key that may hold dots. */
export function stepsOf(field: string): readonly PathStep[] {
  return [...field.matchAll(/\[([^\]]*)\]|([^.[\]]+)/g)].map(([, inner, name]) => {
    if (inner === undefined) return name ?? '';
    const text = inner.replace(/^["']|["']$/g, '');
    return /^\d+$/.test(text) ? Number(text) : text;
  });
}

/** What a field path names, as far as it is written: a value, or the key of the deepest part that is there. */
export function nodeOfField(
  object: KubernetesObject,
  path: readonly PathStep[],
): { readonly node: YamlNode; readonly isWhole: boolean; readonly key: Span | undefined } {
  let node: YamlNode = object.root;
  let key: Span | undefined;
  for (let i = 0; i < path.length; ) {
    let next: YamlNode | undefined;
    let used = 1;
    // A key of labels or annotations may hold dots: the longest that fits is meant.
    for (let length = node.kind === 'map' ? path.length - i : 1; length >= 1 && next === undefined; length--) {
      const step = length === 1 ? (path[i] as PathStep) : path.slice(i, i + length).join('.');
      const entry = node.kind === 'map' ? node.entry(String(step)) : undefined;
      next = entry?.value ?? (node.kind === 'sequence' ? node.child(step) : undefined);
      if (next !== undefined) key = entry?.key.span;
      used = length;
    }
    if (next === undefined) return { node, isWhole: false, key };
    node = next;
    i += used;
  }
  return { node, isWhole: true, key };
}

/** The scalar that is wrong, or the key of the deepest part that is there. */
export function placeOfField(object: KubernetesObject, path: readonly PathStep[]): Span {
  const { node, isWhole, key } = nodeOfField(object, path);
  if (isWhole && node.kind === 'scalar' && node.from < node.to) return node.span;
  if (key !== undefined) return key;
  if (node === object.root) return object.anchor;
  const [first] = node.entries;
  return first?.key.span ?? node.span;
}

/** Values at a path of Go fields, which leaves out the indexes of lists. */
export function valuesAt(node: YamlNode | undefined, path: readonly PathStep[]): readonly YamlNode[] {
  if (node === undefined) return [];
  if (node.kind === 'sequence') return node.items.flatMap((item) => valuesAt(item, path));
  const [step, ...rest] = path;
  return step === undefined ? [node] : valuesAt(node.get(step), rest);
}
