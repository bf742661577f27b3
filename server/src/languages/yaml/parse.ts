import {
  Composer,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Parser,
  type Document,
  type ParsedNode,
  type ScalarTag,
  type CollectionTag,
} from 'yaml';
import {
  YamlMap,
  YamlScalar,
  YamlSequence,
  type ScalarStyle,
  type ScalarValue,
  type YamlEntry,
  type YamlItem,
  type YamlNode,
  type YamlSource,
} from './nodes.js';
import { Origin } from '../../engine/text/origin.js';
import { readPlainYaml } from './plain.js';

/** What the parser refuses. Offsets count from the start of the document's own text. */
export interface YamlFault {
  readonly from: number;
  readonly to: number;
  /** The parser's name for the kind of mistake: https://eemeli.org/yaml/#errors. */
  readonly code: string;
  readonly message: string;
}

export interface ParsedYaml {
  /** One root for each document in the text; a text without `...` in it has at most one. */
  readonly roots: readonly YamlNode[];
  readonly faults: readonly YamlFault[];
  /** Whether there are anchors or aliases: then no part can be read without the rest. */
  readonly hasAnchors: boolean;
}

/**
 * YAML 1.1 as Kubernetes reads it (sigs.k8s.io/yaml over go-yaml): `yes` and `0644` have their old meaning, but `22:22` is
 * text and dates stay text.
 */
const composerOptions = {
  version: '1.1' as const,
  uniqueKeys: false,
  strict: true,
  prettyErrors: false,
  logLevel: 'silent' as const,
  customTags: (tags: (ScalarTag | CollectionTag | string)[]) =>
    tags.filter((tag) => {
      if (typeof tag === 'string') return tag !== 'timestamp';
      return !/timestamp|binary|set|omap|pairs/.test(tag.tag) && !('format' in tag && tag.format === 'TIME');
    }) as (ScalarTag | CollectionTag)[],
};

/** Deeper nesting than this is no manifest; it would only be a way to use up the stack. */
const deepest = 200;

/**
 * Reads the text of one document. Never throws. `text` may be masked; nodes take their written form from `source`.
 * `base` is where `text` begins in the source, when it is a part of it.
 */
export function parseYaml(text: string, source: YamlSource, base = 0): ParsedYaml {
  const root = readPlainYaml(text, source, base, readNumber);
  return root === undefined ? parseAnyYaml(text, source, base) : { roots: [root], faults: [], hasAnchors: false };
}

function readNumber(written: string): ScalarValue {
  const [root] = parseAnyYaml(written, { text: written, origin: new Origin(0) }).roots;
  return root?.kind === 'scalar' ? root.value : written;
}

/** The same through the parser alone. */
export function parseAnyYaml(text: string, source: YamlSource, base = 0): ParsedYaml {
  const roots: YamlNode[] = [];
  const faults: YamlFault[] = [];
  if (isTooDeep(text))
    return {
      roots,
      faults: [{ from: 0, to: Math.min(1, text.length), code: 'TOO_DEEP', message: 'nested too deeply to be read' }],
      hasAnchors: false,
    };
  let hasAnchors = false;
  try {
    const composer = new Composer(composerOptions);
    const parser = new Parser();
    const take = (document: Document.Parsed): void => {
      for (const error of document.errors) {
        const [from, to] = error.pos;
        faults.push({ from, to: Math.max(to, from + 1), code: error.code, message: error.message });
      }
      if (document.contents === null) return;
      const converter = new Converter(text, source, base);
      roots.push(converter.node(document.contents, 0));
      hasAnchors ||= converter.hasAnchors;
    };
    for (const token of parser.parse(text)) for (const document of composer.next(token)) take(document);
    for (const document of composer.end(false, text.length)) take(document);
  } catch (error) {
    faults.push({
      from: 0,
      to: Math.min(1, text.length),
      code: 'UNREADABLE',
      message: error instanceof Error ? error.message : String(error),
    });
  }
  return { roots, faults, hasAnchors };
}

/** Brackets and dashes in a row are what nests without a line of its own. */
function isTooDeep(text: string): boolean {
  if (/(?:[[{]\s*){200}|(?:- ){200}|(?:\? ){200}/.test(text)) return true;
  let depth = 0;
  let most = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 91 || code === 123) most = Math.max(most, ++depth);
    else if ((code === 93 || code === 125) && depth > 0) depth--;
    // Brackets in ordinary text seldom close; a new line at the margin ends whatever they were.
    else if (code === 10 && text.charCodeAt(i + 1) > 32) depth = 0;
  }
  return most > deepest * 5;
}

const styles: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

/** From the parser's tree to ours; anchors are known in the order in which they are written. */
class Converter {
  readonly #text: string;
  readonly #source: YamlSource;
  readonly #base: number;
  readonly #anchors = new Map<string, YamlNode>();
  #hasAlias = false;

  constructor(text: string, source: YamlSource, base: number) {
    this.#text = text;
    this.#source = source;
    this.#base = base;
  }

  get hasAnchors(): boolean {
    return this.#anchors.size > 0 || this.#hasAlias;
  }

  #scalarAt(from: number, to: number, value: ScalarValue, style: ScalarStyle, content: string): YamlScalar {
    return new YamlScalar(this.#source, from + this.#base, to + this.#base, value, style, content);
  }

  node(parsed: ParsedNode, depth: number): YamlNode {
    const [from, to] = parsed.range;
    if (depth > deepest) return this.#scalarAt(from, to, '{{too deep}}', 'plain', '');
    if (isScalar(parsed)) return this.#named(parsed.anchor, this.#scalar(parsed));
    if (isMap(parsed)) {
      const isFlow = parsed.flow === true;
      const entries = parsed.items.map((pair): YamlEntry => {
        const key = this.#key(pair.key as ParsedNode, depth).asKey();
        const { node, alias } = this.#value(pair.value as ParsedNode | null, key.to - this.#base, depth);
        return { key, value: node, alias };
      });
      return this.#named(
        parsed.anchor,
        new YamlMap(this.#source, from + this.#base, isFlow ? to + this.#base : this.#lastEnd(from, entries.at(-1)), entries, isFlow),
      );
    }
    if (isSeq(parsed)) {
      const isFlow = parsed.flow === true;
      const slots = (parsed.items as ParsedNode[]).map((item): YamlItem => {
        const { node, alias } = this.#value(item, item.range?.[0] ?? from, depth);
        const at = (alias === undefined ? node.from : alias.start - this.#source.origin.offset) - this.#base;
        const dash = isFlow ? undefined : this.#dashBefore(at);
        return { value: node, alias, dash: dash === undefined ? undefined : dash + this.#base };
      });
      return this.#named(
        parsed.anchor,
        new YamlSequence(this.#source, from + this.#base, isFlow ? to + this.#base : this.#lastEnd(from, slots.at(-1)), slots, isFlow),
      );
    }
    return this.#scalarAt(from, to, null, 'plain', '');
  }

  #named(anchor: string | undefined, node: YamlNode): YamlNode {
    if (anchor !== undefined) {
      this.#anchors.set(anchor, node);
      node.anchor = anchor;
    }
    return node;
  }

  #value(parsed: ParsedNode | null, at: number, depth: number): { node: YamlNode; alias: YamlEntry['alias'] } {
    if (parsed === null) return { node: this.#scalarAt(at, at, null, 'plain', ''), alias: undefined };
    if (!isAlias(parsed)) return { node: this.node(parsed, depth + 1), alias: undefined };
    this.#hasAlias = true;
    const [from, to] = parsed.range;
    // An anchor that is not there, or that holds the alias itself, leaves the value unknown.
    const node = this.#anchors.get(parsed.source) ?? this.#scalarAt(from, to, `\${${parsed.source}}`, 'plain', parsed.source);
    return { node, alias: this.#source.origin.span(from + this.#base, to + this.#base) };
  }

  #key(parsed: ParsedNode, depth: number): YamlScalar {
    const range = parsed?.range as readonly [number, number, number] | undefined;
    if (range !== undefined && isScalar(parsed)) return this.#scalar(parsed);
    const [from, to] = range ?? [0, 0];
    const target = isAlias(parsed) ? this.#anchors.get(parsed.source) : undefined;
    const content = target?.scalarText ?? (depth > deepest ? '' : this.#text.slice(from, to));
    return this.#scalarAt(from, to, content, 'plain', content);
  }

  #scalar(parsed: { value: unknown; type?: string | undefined; source?: string; range?: unknown }): YamlScalar {
    const [from, to] = parsed.range as readonly [number, number, number];
    const { value } = parsed;
    const style = styles[parsed.type ?? 'PLAIN'] ?? 'plain';
    // A lone dot is text, although the pattern for numbers lets it through.
    if (typeof value === 'number' && parsed.source === '.') return this.#scalarAt(from, to, '.', style, '.');
    const known: ScalarValue =
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null
        ? value
        : JSON.stringify(value);
    // A block scalar's range runs to the line break behind it.
    const end = style === 'literal' || style === 'folded' ? this.#trimmed(from, to) : to;
    return this.#scalarAt(from, end, known, style, parsed.source ?? (typeof known === 'string' ? known : ''));
  }

  /** Block collections end with their last entry or item; comments behind it belong to nobody. */
  #lastEnd(from: number, last: YamlEntry | YamlItem | undefined): number {
    if (last === undefined) return from + this.#base;
    if (last.alias !== undefined) return last.alias.end - this.#source.origin.offset;
    if (last.value.to > last.value.from) return last.value.to;
    if (!('key' in last)) return Math.max(last.value.to, (last.dash ?? 0) + 1);
    return last.key.to + (this.#text[last.key.to - this.#base] === ':' ? 1 : 0);
  }

  #trimmed(from: number, to: number): number {
    let end = to;
    while (end > from && this.#text.charCodeAt(end - 1) <= 32) end--;
    return end;
  }

  /** The dash that begins the item at `at`: tags, anchors and comments may stand between. */
  #dashBefore(at: number): number | undefined {
    let i = at - 1;
    while (i >= 0 && (this.#text[i] === ' ' || this.#text[i] === '\t')) i--;
    if (this.#text[i] === '-') return i;
    // Something stands between: look for the dash at the start of a line above.
    const before = this.#text.slice(0, at);
    const match = /(?:^|\n)[ \t]*(?:- )*-(?=[ \t\r\n])[^\n]*(?:\n[ \t]*(?:#[^\n]*)?)*$/.exec(before.slice(-2000));
    if (match === null) return undefined;
    const dash = match[0].search(/-(?=[ \t\r\n])/);
    return at - Math.min(at, 2000) + match.index + dash;
  }
}
