import type { YamlNode } from '../yaml/nodes.js';
import type { KubernetesDocument } from './document.js';

/** For `KubernetesChecks.where`: pods of any kind of object. No key is written so. */
export const anyPod = '(pod)';
/** The same for documents that another program fills in. */
export const anyTemplate = '(template)';

/** Every key that is written in the document, and the kinds of its objects, in small letters too, some of them twice: what `KubernetesChecks.where` speaks of. */
export function wordsOf({ root, objects, isTemplated }: KubernetesDocument): readonly string[] {
  const words: string[] = [];
  if (isTemplated) words.push(anyTemplate);
  for (const { kind, pods } of objects) {
    words.push(kind, kind.toLowerCase());
    if (pods.length > 0) words.push(anyPod);
  }
  if (root !== undefined) collect(root, words);
  return words;
}

/** What an alias stands for is written elsewhere in the document. Counted loops: an iterator makes an object for each step. */
function collect(node: YamlNode, into: string[]): void {
  if (node.kind === 'map') {
    const { entries } = node;
    for (let i = 0; i < entries.length; i++) {
      const { key, value, alias } = entries[i] as (typeof entries)[number];
      into.push(key.content);
      if (alias === undefined && value.kind !== 'scalar') collect(value, into);
    }
  } else if (node.kind === 'sequence') {
    const { slots } = node;
    for (let i = 0; i < slots.length; i++) {
      const { value, alias } = slots[i] as (typeof slots)[number];
      if (alias === undefined && value.kind !== 'scalar') collect(value, into);
    }
  }
}
