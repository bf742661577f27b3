import type { Fact } from '../../engine/facts/facts.js';
import { kubernetesFacts } from '../kubernetes/facts.js';
import type { YamlMap, YamlNode } from '../yaml/nodes.js';
import { textFacts, treeFacts } from './defaults/facts.js';
import { dotted, entriesOf, sortOf, type ValueSort } from './entries.js';
import type { ChartFile, HelmFile, SchemaFile, TemplateFile, ValuesFile } from './model.js';
import { helmPlace } from './place.js';
import { readTemplate } from './template/template.js';
import type { ValueUse } from './template/types.js';

export { dotted, entriesOf, sortOf, type ValueEntry, type ValueSort } from './entries.js';

/** What the files of a chart tell each other; `root` is the chart's absolute folder. */
declare module '../../engine/facts/facts.js' {
  interface FactData {
    /** A chart; the key is its root. */
    'helm.chart': HelmChart;
    /** What a file of values or their schema defines; the key is the chart's root. */
    'helm.values': HelmValues;
    /** One value; the key is `valueKey(root, path)`. */
    'helm.value': { readonly file: string; readonly text: string; readonly about: string };
    /** What a file of a chart uses; the key is the chart's root. */
    'helm.uses': HelmUses;
    /** One place that reads a value; the key is `valueKey(root, path)`. */
    'helm.use': Record<string, never>;
    /** A named template; the key is its name. */
    'helm.define': { readonly root: string; readonly hasChartLabels: boolean };
    /** A named template that is called; the key is its name. */
    'helm.include': { readonly root: string };
  }
}

export interface HelmChart {
  readonly name: string | null;
  readonly appVersion: string | null;
  readonly isLibrary: boolean;
  readonly dependencies: readonly { readonly name: string | null; readonly alias: string | null; readonly conditions: readonly string[] }[];
  /** Paths of values that switch dependencies on, and tags. */
  readonly conditions: readonly string[];
  /** Whether a dependency's values are put among the chart's own. */
  readonly importsValues: boolean;
}

export interface HelmValues {
  /** Name of the file. */
  readonly file: string;
  readonly sorts: Readonly<Record<string, ValueSort>>;
  /** Keys that comments show. */
  readonly shown: readonly string[];
}

export interface HelmUses {
  /** Path to how it is used; the empty path is `.Values` itself. `t`: may be absent. `w`: with all below it. */
  readonly values: Readonly<Record<string, '' | 't' | 'w' | 'tw'>>;
  readonly includes: readonly string[];
  /** It calls templates by names that are not written out, or renders text that is nowhere seen. */
  readonly isOpaque: boolean;
  readonly usesTpl: boolean;
}

export const valueKey = (root: string, path: string): string => `${root} ${path}`;

/** `path` is absolute, with slashes. */
export function helmFacts(file: HelmFile, path: string): readonly Fact[] {
  const place = helmPlace(path);
  if (place === undefined) return [];
  const { root } = place;
  switch (file.role) {
    case 'chart':
      return [{ kind: 'helm.chart', key: root, data: chartOf(file), at: spanOf(file) }];
    case 'values':
      return valueFacts(file, root, place.within);
    case 'schema':
      return schemaFacts(file, root, place.within);
    case 'template':
      return [...kubernetesFacts(file.manifests, path), ...templateFacts(file, root), ...textFacts(file, root)];
  }
}

function spanOf(file: ChartFile) {
  return file.entry('name')?.value.span ?? file.origin.span(0, 0);
}

export function chartOf(file: ChartFile): HelmChart {
  const dependencies = file.get('dependencies')?.items ?? [];
  const conditions = dependencies.flatMap((each) => [
    ...conditionsOf(each),
    ...(each.get('tags')?.items ?? []).flatMap((tag) => (tag.scalarText === undefined ? [] : `tags.${tag.scalarText}`)),
  ]);
  return {
    name: file.get('name')?.scalarText ?? null,
    appVersion: file.get('appVersion')?.scalarText ?? null,
    isLibrary: file.get('type')?.scalarText === 'library',
    dependencies: dependencies.map((each) => ({
      name: each.get('name')?.scalarText ?? null,
      alias: each.get('alias')?.scalarText ?? null,
      conditions: conditionsOf(each),
    })),
    conditions,
    importsValues: dependencies.some((each) => each.get('import-values') !== undefined),
  };
}

function conditionsOf(dependency: YamlNode): string[] {
  return (dependency.get('condition')?.scalarText ?? '').split(',').flatMap((path) => (path.trim() === '' ? [] : path.trim()));
}

function valueFacts(file: ValuesFile, root: string, name: string): Fact[] {
  const entries = file.once(entriesOf);
  const sorts = Object.fromEntries(entries.map(({ path, value }) => [dotted(path), sortOf(value)]));
  const facts: Fact[] = [
    { kind: 'helm.values', key: root, data: { file: name, sorts, shown: shownKeys(file) }, at: file.origin.span(0, 0) },
    ...treeFacts(file, root, name),
    ...entries.map(
      ({ path, key, value }): Fact<'helm.value'> => ({
        kind: 'helm.value',
        key: valueKey(root, dotted(path)),
        data: { file: name, text: shortText(value), about: aboutOf(file, key.from) },
        at: key.span,
      }),
    ),
  ];
  // Texts that a template renders with `tpl` read values too.
  if (file.text.includes('{{')) facts.push(...useFacts(file, root, readTemplate(file.text)));
  return facts;
}

/** The comment right above a key, without the marks of helm-docs. */
function aboutOf({ text }: ValuesFile, at: number): string {
  const lines = text
    .slice(Math.max(0, at - 1500), at)
    .split('\n')
    .slice(0, -1);
  const found: string[] = [];
  for (let line = lines.pop(); line !== undefined && /^\s*#/.test(line); line = lines.pop())
    found.unshift(line.replace(/^\s*#+\s?(?:--\s)?/, '').trim());
  return found.join(' ').trim().slice(0, 300);
}

/** What a hover shows of a value. */
export function shortText(value: YamlNode): string {
  if (value.kind === 'scalar') {
    const [line = ''] = value.written.split('\n');
    return line.length > 80 ? `${line.slice(0, 77)}…` : line;
  }
  if (value.kind === 'sequence') return value.slots.length === 0 ? '[]' : `a list of ${value.slots.length}`;
  const keys = value.allEntries().map(({ key }) => key.content);
  return keys.length === 0 ? '{}' : `{ ${keys.slice(0, 6).join(', ')}${keys.length > 6 ? ', …' : ''} }`;
}

/** `# tag: "1.2"`, `# -- image.tag` and `## @param image.tag` show values that nobody has to set. */
function shownKeys(file: ValuesFile): readonly string[] {
  const shown = new Set<string>();
  for (const { text } of file.comments) {
    const named = /^#+\s*(?:@(?:param|skip|extra)\s+|--\s+\(?)?([\w.-]{2,}?)(?:\s*:(?:\s|$)|\s)/.exec(`${text} `);
    const isKey = /^#+\s*-?\s*"?([\w.-]+)"?\s*:(?:\s|$)/.exec(text);
    if (isKey?.[1] !== undefined) shown.add(isKey[1]);
    if (named?.[1] !== undefined && /@(?:param|skip|extra)\s|--\s/.test(text)) for (const step of named[1].split('.')) shown.add(step);
  }
  return [...shown];
}

/** https://json-schema.org/understanding-json-schema/reference/object: what `properties` name is known, whatever else is allowed. */
function schemaFacts(file: SchemaFile, root: string, name: string): Fact[] {
  const sorts: Record<string, ValueSort> = {};
  const below = (node: YamlNode | undefined, path: readonly string[]): void => {
    const properties = node?.get('properties');
    if (properties?.kind !== 'map' || path.length > 20) return;
    for (const { key, value } of properties.entries) {
      const here = [...path, key.content];
      sorts[dotted(here)] = 'empty';
      below(value, here);
    }
  };
  below(file.root, []);
  return [{ kind: 'helm.values', key: root, data: { file: name, sorts, shown: [] }, at: file.origin.span(0, 0) }];
}

function templateFacts(file: TemplateFile, root: string): Fact[] {
  const { template, origin, text } = file;
  return [
    ...useFacts(file, root, template),
    ...template.defines.map(
      ({ name, nameFrom, nameTo, from, to }): Fact<'helm.define'> => ({
        kind: 'helm.define',
        key: name,
        data: { root, hasChartLabels: /helm\.sh\/chart|app\.kubernetes\.io\/version/.test(text.slice(from, to)) },
        at: origin.span(nameFrom, nameTo),
      }),
    ),
  ];
}

function useFacts({ origin }: { readonly origin: TemplateFile['origin'] }, root: string, template: TemplateFile['template']): Fact[] {
  const values: Record<string, HelmUses['values'][string]> = {};
  for (const use of template.values) values[dotted(use.path)] = both(values[dotted(use.path)] ?? '', use);
  const names = new Set(template.functions.map((each) => each.name));
  const uses: HelmUses = {
    values,
    includes: [...new Set(template.includes.map(({ name }) => name))],
    // Files that are rendered say themselves which values they read.
    isOpaque: template.includesUnknown || (names.has('tpl') && template.builtIns.some(({ path }) => path[0] === 'Files')),
    usesTpl: names.has('tpl'),
  };
  return [
    { kind: 'helm.uses', key: root, data: uses, at: origin.span(0, 0) },
    ...template.values.flatMap(({ path, steps }) =>
      steps.map(({ from, to }, i): Fact<'helm.use'> => {
        const upTo = path.slice(0, path.length - steps.length + 1 + i);
        return { kind: 'helm.use', key: valueKey(root, dotted(upTo)), data: {}, at: origin.span(from, to) };
      }),
    ),
    ...template.includes.map(
      ({ name, from, to }): Fact<'helm.include'> => ({ kind: 'helm.include', key: name, data: { root }, at: origin.span(from, to) }),
    ),
  ];
}

function both(known: string, { isTest, isWhole }: ValueUse): HelmUses['values'][string] {
  return `${known.includes('t') || isTest ? 't' : ''}${known.includes('w') || isWhole ? 'w' : ''}`;
}

/** Images that values name: `{ repository, tag }`, with a registry or without. */
export function imageMaps(file: ValuesFile): readonly { readonly map: YamlMap; readonly path: readonly string[] }[] {
  const found: { map: YamlMap; path: readonly string[] }[] = [];
  for (const { path, value } of file.once(entriesOf))
    if (value.kind === 'map' && value.get('repository')?.kind === 'scalar') found.push({ map: value, path });
  return found;
}
