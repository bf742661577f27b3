import { wholeLines } from '../../../engine/text/lines.js';
import type { Span } from '../../../engine/text/span.js';
import type { YamlMap } from '../../yaml/nodes.js';
import type { Container } from '../container.js';
import type { KubernetesObject } from '../object.js';

/** Whether `span` is in the lines of what a container is known by: anywhere else these changes would stand in the way of smaller ones. */
export function isAtContainer(container: Container, span: Span): boolean {
  return isAtEntries(container.node, ['name', 'image', 'ports'], span);
}

export function isAtObject(object: KubernetesObject, span: Span): boolean {
  const metadata = object.get('metadata');
  return isAtEntries(object.root, ['kind'], span) || (metadata?.kind === 'map' && isAtEntries(metadata, ['name'], span));
}

function isAtEntries(map: YamlMap, keys: readonly string[], span: Span): boolean {
  const { text, origin } = map.source;
  return keys.some((key) => {
    const entry = map.entry(key);
    if (entry === undefined || !map.entries.includes(entry)) return false;
    const { start, end } = wholeLines(text, { start: entry.key.from, end: Math.max(entry.key.to, entry.value.from) });
    return origin.offset + start <= span.end && span.start < origin.offset + end;
  });
}
