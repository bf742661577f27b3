import type { Fix } from '../../engine/rule/define.js';
import { lineBreakOf, wholeLines } from '../../engine/text/lines.js';
import { insert, remove, replace, type Edit } from '../../engine/text/span.js';
import { entryOf, type KustomizationFile } from '../../languages/kustomize/model.js';
import { addItems, block, columnOf, removeEntry, type PatchValue } from '../../languages/yaml/edit.js';
import { toData, type YamlEntry, type YamlMap, type YamlNode } from '../../languages/yaml/nodes.js';

/**
 * Fields that kustomize warns of, with what took their place: CheckDeprecatedFields and FixKustomization in
 * https://github.com/kubernetes-sigs/kustomize/blob/master/api/types/kustomization.go, read 2026-11.
 */
export const deprecations: Readonly<Record<string, string>> = {
  bases: 'resources',
  imageTags: 'images',
  patchesStrategicMerge: 'patches',
  patchesJson6902: 'patches',
  commonLabels: 'labels',
  vars: 'replacements',
  helmChartInflationGenerator: 'helmCharts',
};

/** What `kustomize edit fix` would write, with comments and layout left alone; undefined where that takes more than moving text. */
export function replacementFor(file: KustomizationFile, field: string, map: YamlMap | undefined = file.root): Fix | undefined {
  const entry = map === undefined ? undefined : entryOf(map, field);
  if (map === undefined || entry === undefined || entry.alias !== undefined || map.isFlow) return undefined;
  if (field === 'env') return envs(map, entry);
  if (field === 'commonLabels') return labels(map, entry);
  const next = deprecations[field] ?? '';
  const isPlaced = field === 'bases' || field === 'imageTags' || field === 'patchesJson6902';
  if (!isPlaced && field !== 'patchesStrategicMerge') return undefined;
  const items = isPlaced ? entry.value.items.map((item) => toData(item) as PatchValue) : patchItems(entry.value);
  if (items === undefined || entry.value.kind !== 'sequence') return undefined;
  const title = `Move to \`${next}\``;
  const other = entryOf(map, next);
  if (other === undefined) {
    const rename = replace(entry.key.span, next);
    return { title, edits: isPlaced ? [rename] : [rename, ...asMaps(entry.value)] };
  }
  if (other.value.kind !== 'sequence' || other.alias !== undefined || other.value.items.length === 0 || hasComment(entry)) return undefined;
  const removed = removeEntry(map, field);
  return removed === undefined ? undefined : { title, edits: [...addItems(other.value, items), ...removed] };
}

const hasComment = ({ key, value }: YamlEntry): boolean => /(?:^|\s)#/.test(key.source.text.slice(key.from, value.to));

function envs(map: YamlMap, entry: YamlEntry): Fix | undefined {
  if (entry.value.kind !== 'scalar' || entryOf(map, 'envs') !== undefined) return undefined;
  return {
    title: 'Change to `envs`',
    edits: [replace(entry.key.span, 'envs'), insert(entry.value.span.start, '['), insert(entry.value.span.end, ']')],
  };
}

/** As maps with `path`; undefined where one is a text of its own, whose lines would have to move. */
function patchItems(list: YamlNode): PatchValue[] | undefined {
  const paths = list.items.map((item) => item.scalarText);
  if (list.items.some((item) => item.written.includes('\n') || /^["']?[{[]/.test(item.written))) return undefined;
  return paths.some((path) => path === undefined) ? undefined : paths.map((path) => ({ path: path ?? '' }));
}

function asMaps(list: YamlNode): Edit[] {
  if (list.kind !== 'sequence') return [];
  return list.items.flatMap((item) =>
    list.isFlow ? [insert(item.span.start, '{ path: '), insert(item.span.end, ' }')] : [insert(item.span.start, 'path: ')],
  );
}

/** `commonLabels` go into selectors and templates too, which one option says here. */
function labels(map: YamlMap, entry: YamlEntry): Fix | undefined {
  const { key, value } = entry;
  if (value.kind !== 'map' || value.entries.length === 0 || hasComment(entry)) return undefined;
  const { source } = map;
  const item = { pairs: toData(value) as PatchValue, includeSelectors: true };
  const other = entryOf(map, 'labels');
  const title = 'Move to `labels`';
  const lines = wholeLines(source.text, { start: key.from, end: value.to });
  if (other !== undefined) {
    if (other.value.kind !== 'sequence' || other.value.items.length === 0 || other.alias !== undefined) return undefined;
    return { title, edits: [...addItems(other.value, [item]), remove(source.origin.span(lines.start, lines.end))] };
  }
  const text = block({ labels: [item] }, source, columnOf(source.text, key.from));
  const end = source.text.slice(lines.start, lines.end).endsWith('\n') ? lineBreakOf(source.text) : '';
  return { title, edits: [replace(source.origin.span(lines.start, lines.end), text + end)] };
}
