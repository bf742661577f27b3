import type { Span } from '../../engine/text/span.js';
import type { PathStep, YamlMap, YamlNode } from '../yaml/nodes.js';
import type { ComposeFile } from './model.js';
import type { Service } from './service.js';

/** What stands at an offset. */
export interface ComposePlace {
  readonly path: readonly PathStep[];
  readonly part: 'key' | 'value';
  readonly node: YamlNode;
  readonly span: Span;
  /** The service that it belongs to. */
  readonly service: Service | undefined;
  /** Its path in the service; empty for the service's name. */
  readonly within: readonly PathStep[];
}

export function placeAt(file: ComposeFile, offset: number): ComposePlace | undefined {
  if (file.comments.some(({ span }) => span.start <= offset && offset <= span.end)) return undefined;
  const found = file.roots.map((root) => nodeAt(root, offset - file.origin.offset, [])).find((place) => place !== undefined);
  if (found === undefined) return undefined;
  const [section, name, ...within] = found.path;
  const service = section === 'services' && typeof name === 'string' ? file.service(name) : undefined;
  return { ...found, span: found.span, service, within };
}

export type Found = Pick<ComposePlace, 'path' | 'part' | 'node' | 'span'>;

/** The innermost key or scalar at an offset of the own text of a document, with the way to it. */
export function nodeAt(node: YamlNode, at: number, path: readonly PathStep[]): Found | undefined {
  if (node.kind === 'map') return inMap(node, at, path);
  if (node.kind === 'sequence') {
    for (const [i, { value, alias }] of node.slots.entries()) {
      if (alias !== undefined || at < value.from || at > value.to) continue;
      return nodeAt(value, at, [...path, i]);
    }
    return undefined;
  }
  return node.from < node.to && node.from <= at && at <= node.to ? { path, part: 'value', node, span: node.span } : undefined;
}

function inMap(map: YamlMap, at: number, path: readonly PathStep[]): Found | undefined {
  for (const { key, value, alias } of map.entries) {
    const here = [...path, key.content];
    if (key.from <= at && at <= key.to) return { path: here, part: 'key', node: value, span: key.span };
    if (alias === undefined && value.from <= at && at <= value.to) return nodeAt(value, at, here);
  }
  return undefined;
}
