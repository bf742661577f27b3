import { lineBreakOf } from '../../../engine/text/lines.js';
import { insert, type Edit } from '../../../engine/text/span.js';
import { block, type Patch } from '../../yaml/edit.js';
import { toData, type YamlNode } from '../../yaml/nodes.js';
import type { KubernetesFile } from '../file.js';
import type { KubernetesObject } from '../object.js';

/** Kinds that keep a number of like pods and can be scaled: https://kubernetes.io/docs/concepts/workloads/controllers/. */
export function isReplicated(object: KubernetesObject): boolean {
  if (object.group === 'apps') return object.kind === 'Deployment' || object.kind === 'StatefulSet' || object.kind === 'ReplicaSet';
  return object.group === 'argoproj.io' && object.kind === 'Rollout';
}

/** Name, namespace and labels for an object that belongs to `object`; undefined when one of them is not known. */
export function metadataLike(object: KubernetesObject): Patch | undefined {
  const { name } = object;
  const namespace = object.get('metadata', 'namespace');
  if (name === undefined || (namespace !== undefined && !namespace.isNull && namespace.scalarText === undefined)) return undefined;
  const labels = object.get('metadata', 'labels');
  const copied = labels === undefined || labels.entries.length === 0 ? undefined : dataOf(labels);
  return {
    name,
    ...(object.namespace === undefined ? {} : { namespace: object.namespace }),
    ...(copied === undefined ? {} : { labels: copied }),
  };
}

/** Plain data to write once more; undefined when a part of it is filled in elsewhere. */
export function dataOf(node: YamlNode): Patch | undefined {
  return node.kind === 'map' && isKnown(node) ? (toData(node) as Patch) : undefined;
}

function isKnown(node: YamlNode): boolean {
  if (node.kind === 'scalar') return !node.isUnknown;
  return node.kind === 'map' ? node.allEntries().every(({ value }) => isKnown(value)) : node.items.every(isKnown);
}

/** A document of its own at the end of the file, written as the one of `like` is. */
export function appendDocument(file: KubernetesFile, like: KubernetesObject, object: Patch): Edit {
  const { text } = file;
  const eol = lineBreakOf(text);
  const body = `${block(object, like.document, 0)}${eol}`;
  const start = text === '' || text.endsWith('\n') ? '' : eol;
  // A `---` at the end waits for its document already.
  const isOpen = /(?:^|\n)---[ \t]*(?:\r?\n\s*)?$/.test(text);
  return insert(text.length, isOpen ? `${start}${body}` : `${start}---${eol}${body}`);
}
