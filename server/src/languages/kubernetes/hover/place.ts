import type { Span } from '../../../engine/text/span.js';
import type { PathStep, YamlEntry, YamlNode } from '../../yaml/nodes.js';
import type { Container } from '../container.js';
import type { KubernetesDocument } from '../document.js';
import type { KubernetesObject } from '../object.js';
import type { Pod } from '../pod.js';

/** The key or scalar under the cursor and what it belongs to. */
export interface Place {
  readonly object: KubernetesObject;
  /** From the object's root; an item of a list ends in its index. */
  readonly path: readonly PathStep[];
  /** The last key on the path. */
  readonly key: string;
  /** What stands at the path. */
  readonly node: YamlNode;
  readonly part: 'key' | 'value';
  /** The token itself. */
  readonly span: Span;
  readonly pod: Pod | undefined;
  /** Below the pod's `spec`; undefined outside of it. */
  readonly podPath: readonly PathStep[] | undefined;
  readonly container: Container | undefined;
  /** Below the container; undefined outside of one. */
  readonly containerPath: readonly PathStep[] | undefined;
}

/** The token at `offset` of the file, when it is in an object. */
export function placeAt(document: KubernetesDocument, offset: number): Place | undefined {
  const at = offset - document.start;
  // Items of a List come behind it and lie inside of it: the last one is the innermost.
  const object = document.objects.filter(({ root }) => root.from <= at && at <= root.to).at(-1);
  const hit = object === undefined ? undefined : hitIn(object.root, at, []);
  if (object === undefined || hit === undefined) return undefined;
  const pod = object.pods.find(({ path }) => startsWith(hit.path, path));
  const podPath = pod === undefined ? undefined : hit.path.slice(pod.path.length);
  const container = pod === undefined || podPath === undefined ? undefined : containerOn(pod, podPath);
  return {
    object,
    ...hit,
    key: hit.path.filter((step) => typeof step === 'string').at(-1) ?? '',
    pod,
    podPath,
    container,
    containerPath: container === undefined ? undefined : podPath?.slice(2),
  };
}

type Hit = Pick<Place, 'path' | 'node' | 'part' | 'span'>;

function hitIn(node: YamlNode, at: number, path: readonly PathStep[]): Hit | undefined {
  const { origin } = node.source;
  const start = origin.offset;
  const below = (value: YamlNode, alias: Span | undefined, to: readonly PathStep[]): Hit | undefined => {
    if (alias !== undefined) {
      return alias.start - start <= at && at <= alias.end - start ? { path: to, node: value, part: 'value', span: alias } : undefined;
    }
    if (at < value.from || at > value.to || value.from === value.to) return undefined;
    return value.kind === 'scalar' ? { path: to, node: value, part: 'value', span: value.span } : hitIn(value, at, to);
  };
  if (node.kind === 'map') {
    for (const entry of node.entries) {
      const { key, value, alias } = entry;
      const to = isMerge(entry) ? path : [...path, key.content];
      if (key.from <= at && at <= key.to) return { path: to, node: value, part: 'key', span: key.span };
      const found = below(value, alias, to);
      if (found !== undefined) return found;
    }
  } else if (node.kind === 'sequence') {
    for (const [i, { value, alias }] of node.slots.entries()) {
      const found = below(value, alias, [...path, i]);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** What `<<` brings stands as if it were written in the map itself. */
const isMerge = ({ key }: YamlEntry): boolean => key.content === '<<' && key.style === 'plain';

const startsWith = (path: readonly PathStep[], start: readonly PathStep[]): boolean => start.every((step, i) => path[i] === step);

function containerOn(pod: Pod, path: readonly PathStep[]): Container | undefined {
  const [list, index] = path;
  if (list === undefined || index === undefined) return undefined;
  const node = pod.get(list, index);
  return pod.allContainers.find((container) => container.listKey === list && container.node === node);
}
