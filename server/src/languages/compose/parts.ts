import type { Span } from '../../engine/text/span.js';
import { placeholder, type YamlEntry, type YamlMap, type YamlNode, type YamlScalar } from '../yaml/nodes.js';
import { interpolate, isVariable, knownText, partSpan, rawText } from './interpolation.js';

// Parts of a service that Compose takes in more than one form.

export interface Mount {
  /** The item in the list. */
  readonly node: YamlNode;
  readonly form: 'short' | 'long';
  /** `unknown` where a variable decides. */
  readonly type: 'bind' | 'volume' | 'tmpfs' | 'image' | 'npipe' | 'cluster' | 'anonymous' | 'unknown';
  /** Path or name, defaults filled in; undefined where there is none or it is not known. */
  readonly source: string | undefined;
  readonly target: string | undefined;
  readonly isReadOnly: boolean;
  readonly isLiteral: boolean;
  readonly sourceSpan: Span;
}

const mountTypes: ReadonlySet<string> = new Set(['bind', 'volume', 'tmpfs', 'image', 'npipe', 'cluster']);

/** https://docs.docker.com/reference/compose-file/services/#volumes. */
export function readMount(node: YamlNode): Mount | undefined {
  if (node.kind === 'map') {
    const type = knownText(node.get('type'));
    const sourceNode = node.get('source') ?? node.get('src');
    const raw = rawText(sourceNode);
    const source = raw === undefined ? undefined : interpolate(raw);
    return {
      node,
      form: 'long',
      type: type !== undefined && mountTypes.has(type) ? (type as Mount['type']) : 'unknown',
      source: source === undefined || source.value.includes(placeholder) ? undefined : source.value,
      target: knownText(node.get('target') ?? node.get('dst') ?? node.get('destination')),
      isReadOnly: node.get('read_only')?.boolean === true,
      isLiteral: source?.isLiteral !== false,
      sourceSpan: (sourceNode ?? node).span,
    };
  }
  const raw = rawText(node);
  if (node.kind !== 'scalar' || raw === undefined) return undefined;
  const { value, isLiteral } = interpolate(raw);
  const parts = splitMount(value);
  const [first = '', second] = parts;
  const span = isLiteral && value === raw ? partSpan(node, 0, first.length) : node.span;
  const common = { node, form: 'short' as const, isLiteral, sourceSpan: span };
  if (second === undefined) return { ...common, type: 'anonymous', source: undefined, target: first, isReadOnly: false };
  const isUnknown = first.includes(placeholder);
  return {
    ...common,
    type: isBindSource(first) ? 'bind' : isUnknown ? 'unknown' : 'volume',
    source: isUnknown ? undefined : first,
    target: second.includes(placeholder) ? undefined : second,
    isReadOnly: /(?:^|,)ro(?:,|$)/.test(parts[2] ?? ''),
  };
}

/** Cuts at colons, but not at the one of a Windows drive. */
function splitMount(text: string): string[] {
  return text.match(/(?:^[A-Za-z]:[\\/]|[^:])+/g) ?? [];
}

export function isBindSource(source: string): boolean {
  return /^(?:[./~]|\\\\|[A-Za-z]:[\\/])/.test(source);
}

export interface EnvironmentVariable {
  readonly name: string;
  readonly nameSpan: Span;
  /** Text before variables are filled in; undefined where the host's value is passed on. */
  readonly value: string | undefined;
  readonly valueSpan: Span | undefined;
  /** The scalar that holds the value: the item of a list, the value in a map. */
  readonly node: YamlNode;
  /** The entry in a map; undefined in a list. */
  readonly entry: YamlEntry | undefined;
}

/** `environment`, `args` and `labels`: a map, or a list of `NAME=value`. */
export function readPairs(node: YamlNode | undefined): readonly EnvironmentVariable[] {
  if (node?.kind === 'map') {
    return node.allEntries().flatMap((entry): EnvironmentVariable[] => {
      const { key, value } = entry;
      if (key.content === '<<') return [];
      const raw = rawText(value);
      return [
        { name: key.content, nameSpan: key.span, value: raw, valueSpan: raw === undefined ? undefined : value.span, node: value, entry },
      ];
    });
  }
  return (node?.items ?? []).flatMap((item): EnvironmentVariable[] => {
    const raw = rawText(item);
    if (item.kind !== 'scalar' || raw === undefined) return [];
    const equals = raw.indexOf('=');
    const name = equals === -1 ? raw : raw.slice(0, equals);
    const value = equals === -1 ? undefined : raw.slice(equals + 1);
    return [
      {
        name,
        nameSpan: partSpan(item, 0, name.length),
        value,
        valueSpan: value === undefined ? undefined : partSpan(item, equals + 1, raw.length),
        node: item,
        entry: undefined,
      },
    ];
  });
}

/** A name that stands for something defined elsewhere in the file. */
export interface Reference {
  readonly name: string;
  readonly at: Span;
}

/** Names in a list, or the keys of a map; those that a variable makes are left out. */
export function readNames(node: YamlNode | undefined): readonly Reference[] {
  if (node?.kind === 'map')
    return node.allEntries().flatMap(({ key }) => (key.content === '<<' || isVariable(key) ? [] : { name: key.content, at: key.span }));
  return (node?.items ?? []).flatMap((item) => {
    const name = knownText(item);
    return name === undefined ? [] : { name, at: item.span };
  });
}

export interface Dependency extends Reference {
  /** `service_started` where none is written. */
  readonly condition: string | undefined;
  readonly isRequired: boolean;
  /** In the long form. */
  readonly options: YamlMap | undefined;
}

/** https://docs.docker.com/reference/compose-file/services/#depends_on. */
export function readDependencies(node: YamlNode | undefined): readonly Dependency[] {
  if (node?.kind !== 'map')
    return readNames(node).map((name) => ({ ...name, condition: 'service_started', isRequired: true, options: undefined }));
  return node.allEntries().flatMap(({ key, value }): Dependency[] => {
    if (key.content === '<<' || isVariable(key)) return [];
    return [
      {
        name: key.content,
        at: key.span,
        condition: value.kind === 'map' ? knownText(value.get('condition')) : undefined,
        isRequired: value.get('required')?.boolean !== false,
        options: value.kind === 'map' ? value : undefined,
      },
    ];
  });
}

export interface EnvFile {
  readonly path: string;
  readonly node: YamlScalar;
  readonly isRequired: boolean;
}

/** A path, a list of paths, or a list of `path` with `required`; those with variables are left out. */
export function readEnvFiles(node: YamlNode | undefined): readonly EnvFile[] {
  const one = (item: YamlNode | undefined, isRequired: boolean): EnvFile[] => {
    const path = knownText(item);
    return item?.kind !== 'scalar' || path === undefined || path === '' ? [] : [{ path, node: item, isRequired }];
  };
  if (node?.kind === 'scalar') return one(node, true);
  return (node?.items ?? []).flatMap((item) =>
    item.kind === 'map' ? one(item.get('path'), item.get('required')?.boolean !== false) : one(item, true),
  );
}
