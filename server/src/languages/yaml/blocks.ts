import type { Span } from '../../engine/text/span.js';
import { lineStart } from '../../engine/text/lines.js';
import type { YamlNode } from './nodes.js';

// Where comments stand in YAML, and what they speak of.

/** What a comment speaks of: the entry or item below it with all that it holds; behind a value, that line; at the top, the whole. */
export function blockBelow(root: YamlNode, from: number, length: number): Span | undefined {
  const { text, origin } = root.source;
  const line = lineStart(text, from);
  if (text.slice(line, from).trim() !== '') return origin.span(line, from);
  const rest = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*/.exec(text.slice(from + length))?.[0].length ?? 0;
  const at = from + length + rest;
  return at <= root.from ? root.span : blockAt(root, at);
}

/** The outermost entry or item that begins at `at`. */
function blockAt(node: YamlNode, at: number): Span | undefined {
  const { origin } = node.source;
  if (node.kind === 'map') {
    for (const { key, value } of node.entries) {
      if (key.from === at) return origin.span(at, Math.max(key.to, value.to));
      if (key.from < at && at < value.to) return blockAt(value, at);
    }
  } else if (node.kind === 'sequence') {
    for (const { dash, value } of node.slots) {
      if (dash === at || value.from === at) return origin.span(at, value.to);
      if (value.from < at && at < value.to) return blockAt(value, at);
    }
  }
  return undefined;
}

/** Where a comment for what stands at `at` can be put: above the line of it, or of the entry whose value goes over several lines. */
export function commentPlaceAt(root: YamlNode, at: number): number | undefined {
  if (at < root.from) return undefined;
  const { text } = root.source;
  const start = lineStart(text, startOfBlock(root, at) ?? at);
  return start + (/^[ \t]*/.exec(text.slice(start))?.[0].length ?? 0);
}

/** Where the innermost entry begins that holds `at`: inside of a block scalar a line would be text. */
function startOfBlock(node: YamlNode, at: number): number | undefined {
  if (node.kind === 'map') {
    for (const { key, value } of node.entries) {
      if (key.from <= at && at <= Math.max(key.to, value.to)) return at <= key.to ? key.from : (startOfBlock(value, at) ?? key.from);
    }
  } else if (node.kind === 'sequence') {
    for (const { value } of node.slots) if (value.from <= at && at <= value.to) return startOfBlock(value, at) ?? value.from;
  }
  return undefined;
}
