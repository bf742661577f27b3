import type { Fix } from '../../engine/rule/define.js';
import { lineEnd } from '../../engine/text/lines.js';
import { replace, type Span } from '../../engine/text/span.js';
import { readPort } from '../../languages/compose/ports.js';
import type { YamlNode, YamlSequence } from '../../languages/yaml/nodes.js';

// Orders that house rules ask for.

/** The first thing that belongs before one that stands above it. */
export function firstOutOfOrder<T>(
  items: readonly T[],
  rank: (item: T) => string,
  called: (item: T) => string = rank,
): { readonly item: T; readonly before: string } | undefined {
  let last: T | undefined;
  for (const item of items) {
    if (last !== undefined && rank(item) < rank(last)) {
      const passed = items.find((other) => rank(item) < rank(other)) ?? last;
      return { item, before: called(passed) };
    }
    last = item;
  }
  return undefined;
}

/** The list in order, where every item is one value in one line. */
export function sortedItems(list: YamlSequence, rank: (item: YamlNode) => string): Fix | undefined {
  const { slots, items } = list;
  if (slots.some(({ alias, value }) => alias !== undefined || value.kind !== 'scalar' || /[\r\n]/.test(value.written))) return undefined;
  const { text } = list.source;
  // A comment speaks of the item that it stands beside.
  if (text.slice(list.from, lineEnd(text, list.to)).includes('#')) return undefined;
  const sorted = [...items].sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
  const edits = items.flatMap((item, i) => {
    const other = sorted[i];
    return other === undefined || other.written === item.written ? [] : [replace(item.span, other.written)];
  });
  return edits.length === 0 ? undefined : { title: 'Put them in order', edits };
}

/** By the port of the host, else that of the container, padded so that text compares as numbers do. */
export function portRank(item: YamlNode): string {
  const port = readPort(item);
  const number = port?.published?.from ?? port?.target?.from ?? 0;
  return String(number).padStart(6, '0');
}

export function portSpan(item: YamlNode): Span {
  return item.kind === 'map' ? (item.entries[0]?.key.span ?? item.span) : item.span;
}

/** What it is, what it needs, what it is given, how it is reached, how it is run. */
const serviceKeys = (
  'image build container_name depends_on volumes volumes_from configs secrets environment env_file ports networks network_mode extra_hosts ' +
  'command entrypoint working_dir restart healthcheck logging labels user isolation'
).split(' ');

export const serviceKeyRank = (key: string): string | undefined => rankIn(serviceKeys, key);

const topKeys = 'x version name include services networks volumes secrets configs'.split(' ');

export const topRank = (key: string): string | undefined => rankIn(topKeys, key.startsWith('x-') ? 'x' : key);

function rankIn(order: readonly string[], key: string): string | undefined {
  const at = order.indexOf(key);
  return at === -1 ? undefined : String(at).padStart(3, '0');
}
