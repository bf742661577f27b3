import semver from 'semver';
import type { Fix } from '../../engine/rule/define.js';
import { insert, replace, type Span } from '../../engine/text/span.js';
import type { ChartFile } from '../../languages/helm/model.js';
import type { YamlEntry, YamlMap, YamlNode } from '../../languages/yaml/nodes.js';
import { mapsIn } from '../../languages/yaml/reading.js';

/** What stands for the whole chart where something lacks: its first key. */
export function headOf(file: ChartFile): Span {
  return (file.entry('name')?.key ?? file.root?.entries[0]?.key)?.span ?? file.origin.span(0, 0);
}

/** A value that stands there: an empty one counts as none. */
export function textOf(file: ChartFile, key: string): { readonly text: string; readonly entry: YamlEntry } | undefined {
  const entry = file.entry(key);
  const text = entry?.value.scalarText;
  return entry === undefined || text === undefined || text === '' ? undefined : { text, entry };
}

/** Adds a line at the top of a map in block style. */
export function firstLine(map: YamlMap, title: string, line: string): Fix | undefined {
  if (map.isFlow) return undefined;
  const { text, origin } = map.source;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  return { title, edits: [insert(origin.offset + map.from, `${line}${eol}`)] };
}

/** A scalar's text in its own quotes. */
export function rewritten(node: YamlNode, text: string): Fix['edits'] {
  if (node.kind !== 'scalar') return [];
  const quote = node.style === 'double' ? '"' : node.style === 'single' ? "'" : '';
  const isSpecial = /^[-+]?\d+(?:\.\d*)?$|^[-?:,[\]{}#&*!|>'"%@`\s]|:(?:\s|$)|\s#|[[\]{},]|^(?:true|false|yes|no|on|off|null|~)$/i.test(
    text,
  );
  const inside = quote === '' && isSpecial ? JSON.stringify(text) : `${quote}${text}${quote}`;
  return [replace(node.span, inside)];
}

export interface Dependency {
  readonly map: YamlMap;
  readonly name: string | undefined;
  /** Undefined where it lacks or is no text. */
  readonly version: string | undefined;
  readonly repository: string | undefined;
  /** Where it is called so: its name's value, else its first key. */
  readonly at: Span;
}

export function dependenciesOf(file: ChartFile): readonly Dependency[] {
  return mapsIn(file.get('dependencies')).flatMap((map) => {
    if (map.entries.length === 0 && !map.isFlow) return [];
    const at = map.get('name')?.scalarText === undefined ? map.entries[0]?.key.span : map.get('name')?.span;
    const text = (key: string): string | undefined => {
      const found = map.get(key)?.scalarText;
      return found === '' ? undefined : found;
    };
    return [{ map, name: text('name'), version: text('version'), repository: text('repository'), at: at ?? map.span }];
  });
}

/**
 * Whether Helm takes the range. It reads ranges with https://github.com/Masterminds/semver#checking-version-constraints, which knows what
 * npm's ranges know, and commas, `!=`, `=<`, `=>`, `~>` and a pre-release behind `1.19` too.
 */
export function isRange(range: string): boolean {
  const plain = range
    .replace(/,/g, ' ')
    .replace(/=>/g, '>=')
    .replace(/=</g, '<=')
    .replace(/!=/g, '=')
    .replace(/~>/g, '~')
    .replace(
      /(?<![\w.+-])(v?)(\d+|[xX*])(\.(?:\d+|[xX*]))?-(?=[0-9A-Za-z])/g,
      (_, v: string, major: string, minor?: string) => `${v}${major}${minor ?? '.0'}.0-`,
    );
  return semver.validRange(plain, { loose: true }) !== null;
}

/** A version as Helm reads it, in its full form; undefined where it refuses it. It fills in what lacks: `v1.2` is 1.2.0. */
export function fullVersion(version: string): string | undefined {
  const match = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?((?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?)$/.exec(version);
  if (match === null) return undefined;
  const [, major = '0', minor = '0', patch = '0', rest = ''] = match;
  return semver.valid(`${major}.${minor}.${patch}${rest}`) === null ? undefined : `${major}.${minor}.${patch}${rest}`;
}

export const isStrictVersion = (version: string): boolean => semver.valid(version) !== null && /^\d/.test(version);
