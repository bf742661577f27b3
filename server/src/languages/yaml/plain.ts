import { YamlMap, YamlScalar, YamlSequence, type YamlEntry, type YamlItem, type YamlNode, type YamlSource } from './nodes.js';
import type { ScalarStyle, ScalarValue } from './nodes.js';

// Most files are written in a small part of YAML. Reading that part by lines takes a tenth of the time and leaves nothing behind;
// whatever goes beyond it is for the parser, which also says what is wrong.

/** The text needs the parser. */
export class NeedsParser extends Error {}

/** Value of an unquoted scalar that is neither a word of YAML nor a simple number, and may be another kind of number. */
export type ReadNumber = (written: string) => ScalarValue;

/**
 * The tree of a text that is written in blocks, one line for each scalar, without anchors, tags and tabs. Undefined where it is
 * not, or where something may be wrong with it.
 */
export function readPlainYaml(text: string, source: YamlSource, base: number, readNumber: ReadNumber): YamlNode | undefined {
  try {
    return new Reader(text, source, base, readNumber).root();
  } catch (error) {
    if (error instanceof NeedsParser) return undefined;
    throw error;
  }
}

/** One for all: making an error looks at the stack. */
const needsParser = new NeedsParser();

function giveUp(): never {
  throw needsParser;
}

/** Nesting beyond this is left to the parser, which knows where to stop. */
const deepest = 60;

/** Longer keys are an error: https://yaml.org/spec/1.2.2/#flow-mappings. */
const longestKey = 1000;

const space = 32;
const tab = 9;
const hash = 35;
const colon = 58;
const dash = 45;
const quote = 39;
const doubleQuote = 34;

class Reader {
  readonly #text: string;
  readonly #source: YamlSource;
  readonly #base: number;
  readonly #readNumber: ReadNumber;
  /** The line that is to be read: where its content begins and ends, and its indentation; -1 at the end of the text. */
  #at = 0;
  #end = 0;
  #indent = -1;
  #depth = 0;

  constructor(text: string, source: YamlSource, base: number, readNumber: ReadNumber) {
    this.#text = text;
    this.#source = source;
    this.#base = base;
    this.#readNumber = readNumber;
  }

  root(): YamlNode {
    const text = this.#text;
    // A line break of another kind, or a byte order mark: seldom, and not worth a second way.
    if (text.includes('\r') || text.charCodeAt(0) === 0xfeff) giveUp();
    let from = 0;
    if (text.startsWith('---')) {
      const end = text.indexOf('\n');
      if (end === -1 || !/^---(?: +#.*| *)$/.test(text.slice(0, end))) giveUp();
      from = end + 1;
    }
    this.#line(from);
    if (this.#indent === -1) giveUp();
    const root = this.#block(this.#indent);
    return this.#indent === -1 ? root : giveUp();
  }

  /** Goes on to the first line from `from` on that holds more than a comment. */
  #line(from: number): void {
    const text = this.#text;
    let start = from;
    while (start < text.length) {
      let at = start;
      while (text.charCodeAt(at) === space) at++;
      const code = text.charCodeAt(at);
      if (code === tab) giveUp();
      let end = text.indexOf('\n', at);
      if (end === -1) end = text.length;
      if (at < end && code !== hash) {
        if (at === start && ((code === dash && text.startsWith('---', at)) || text.startsWith('...', at))) giveUp();
        this.#indent = at - start;
        this.#at = at;
        this.#end = end;
        return;
      }
      start = end + 1;
    }
    this.#indent = -1;
    this.#at = this.#end = text.length;
  }

  #isItem(): boolean {
    if (this.#text.charCodeAt(this.#at) !== dash) return false;
    const next = this.#text.charCodeAt(this.#at + 1);
    return next === space || this.#at + 1 === this.#end;
  }

  #block(indent: number): YamlNode {
    if (++this.#depth > deepest) giveUp();
    const node = this.#isItem() ? this.#sequence(indent) : this.#map(indent);
    this.#depth--;
    return node;
  }

  #sequence(indent: number): YamlSequence {
    const from = this.#at;
    const slots: YamlItem[] = [];
    let to = from;
    while (this.#indent === indent && this.#isItem()) {
      const at = this.#at;
      let content = at + 1;
      while (content < this.#end && this.#text.charCodeAt(content) === space) content++;
      const code = this.#text.charCodeAt(content);
      if (content === this.#end || code === hash || code === tab) giveUp();
      this.#at = content;
      // Items in items on one line are seldom written.
      if (this.#isItem()) giveUp();
      let value: YamlNode;
      if (this.#keyEnd() === -1) value = this.#value(content, indent);
      else {
        this.#indent = content - at + indent;
        value = this.#block(this.#indent);
      }
      to = this.#lastEnd;
      slots.push({ value, alias: undefined, dash: at + this.#base });
    }
    this.#lastEnd = to;
    return new YamlSequence(this.#source, from + this.#base, to + this.#base, slots, false);
  }

  /** Where the node that was read last ends: of what holds it as its last one the end too. */
  #lastEnd = 0;

  #map(indent: number): YamlMap {
    const from = this.#at;
    const entries: YamlEntry[] = [];
    let to = from;
    while (this.#indent === indent) {
      if (this.#isItem()) giveUp();
      const keyEnd = this.#keyEnd();
      if (keyEnd === -1 || keyEnd - this.#at > longestKey) giveUp();
      const key = this.#key(this.#at, keyEnd).asKey();
      let content = keyEnd + 1;
      while (content < this.#end && this.#text.charCodeAt(content) === space) content++;
      const value =
        content === this.#end || this.#text.charCodeAt(content) === hash
          ? this.#below(content, keyEnd + 1, indent)
          : this.#value(content, indent);
      to = this.#lastEnd;
      entries.push({ key, value, alias: undefined });
    }
    this.#lastEnd = to;
    return new YamlMap(this.#source, from + this.#base, to + this.#base, entries, false);
  }

  /** The value of a key that has none on its line. */
  #below(at: number, keyEnd: number, indent: number): YamlNode {
    this.#line(this.#end + 1);
    if (this.#indent > indent) return this.#block(this.#indent);
    if (this.#indent === indent && this.#isItem()) return this.#block(indent);
    this.#lastEnd = keyEnd;
    return this.#scalar(at, at, null, 'plain', '');
  }

  /** The colon behind the key that the line begins with, or -1. */
  #keyEnd(): number {
    const text = this.#text;
    const first = text.charCodeAt(this.#at);
    let at = this.#at;
    if (first === quote || first === doubleQuote) {
      at = this.#closing(at) + 1;
      return text.charCodeAt(at) === colon && this.#endsWord(at + 1) ? at : -1;
    }
    if (first === 91 || first === 123) return -1;
    for (; at < this.#end; at++) {
      const code = text.charCodeAt(at);
      if (code === colon && this.#endsWord(at + 1)) return text.charCodeAt(at - 1) === space ? giveUp() : at;
      if (code === hash && text.charCodeAt(at - 1) === space) return -1;
      if (code === tab) giveUp();
    }
    return -1;
  }

  #endsWord(at: number): boolean {
    return at >= this.#end || this.#text.charCodeAt(at) === space;
  }

  #key(from: number, to: number): YamlScalar {
    const code = this.#text.charCodeAt(from);
    if (code === quote || code === doubleQuote) return this.#quoted(from, to);
    const written = this.#text.slice(from, to);
    // What `<<` merges is the parser's to say.
    if (written === '' || !isPlainStart(written, code) || written === '<<') giveUp();
    return this.#plain(from, to, written);
  }

  /** A value on the line of its key or dash, whose indentation is `indent`. Goes on to the next line. */
  #value(from: number, indent: number): YamlNode {
    const text = this.#text;
    const code = text.charCodeAt(from);
    if (code === 124 || code === 62) return this.#blockScalar(from, indent, code === 62);
    let node: YamlNode;
    let end: number;
    if (code === quote || code === doubleQuote) {
      end = this.#closing(from) + 1;
      node = this.#quoted(from, end);
    } else if (code === 91 || code === 123) {
      this.#at = from;
      node = this.#flow(0);
      end = this.#at;
    } else {
      end = this.#plainEnd(from);
      const written = text.slice(from, end);
      if (!isPlainStart(written, code)) giveUp();
      node = this.#plain(from, end, written);
    }
    let rest = end;
    while (rest < this.#end && text.charCodeAt(rest) === space) rest++;
    if (rest < this.#end && (rest === end || text.charCodeAt(rest) !== hash)) giveUp();
    this.#line(this.#end + 1);
    // It would go on there.
    if (this.#indent > indent) giveUp();
    this.#lastEnd = end;
    return node;
  }

  #plainEnd(from: number): number {
    const text = this.#text;
    let last = from;
    for (let at = from; at < this.#end; at++) {
      const code = text.charCodeAt(at);
      if (code === space) continue;
      if (code === tab || (code === colon && this.#endsWord(at + 1))) giveUp();
      if (code === hash && text.charCodeAt(at - 1) === space) break;
      last = at + 1;
    }
    return last;
  }

  #plain(from: number, to: number, written: string): YamlScalar {
    return this.#scalar(from, to, this.#valueOf(written), 'plain', written);
  }

  #valueOf(written: string): ScalarValue {
    const first = written.charCodeAt(0);
    if (isDigit(first) || first === dash || first === 43 || first === 46 || first === 69 || first === 101) {
      if (/^(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,9})?$/.test(written)) return Number(written);
      return isNoNumber(written) ? written : this.#readNumber(written);
    }
    if (written.length > 5) return written;
    const word = words.get(written);
    return word === undefined ? written : word;
  }

  /** The quote that ends what begins at `from`, on the same line. */
  #closing(from: number): number {
    const text = this.#text;
    const mark = text.charCodeAt(from);
    for (let at = from + 1; at < this.#end; at++) {
      const code = text.charCodeAt(at);
      if (code === 92 && mark === doubleQuote) at++;
      else if (code === mark) {
        if (mark === doubleQuote || text.charCodeAt(at + 1) !== quote) return at;
        at++;
      }
    }
    return giveUp();
  }

  #quoted(from: number, to: number): YamlScalar {
    const isDouble = this.#text.charCodeAt(from) === doubleQuote;
    let value = this.#text.slice(from + 1, to - 1);
    if (!isDouble) value = value.includes("'") ? value.replaceAll("''", "'") : value;
    else if (value.includes('\\')) value = value.replaceAll(/\\(.?)/g, (_, escaped: string) => escapes.get(escaped) ?? giveUp());
    return this.#scalar(from, to, value, isDouble ? 'double' : 'single', value);
  }

  /** `[a, b]` or `{a: b}` on one line, from `#at` on; leaves `#at` behind it. */
  #flow(depth: number): YamlNode {
    if (depth > deepest) giveUp();
    const text = this.#text;
    const from = this.#at;
    const isMap = text.charCodeAt(from) === 123;
    const closing = isMap ? 125 : 93;
    const entries: YamlEntry[] = [];
    const slots: YamlItem[] = [];
    this.#skip(from + 1);
    while (text.charCodeAt(this.#at) !== closing) {
      if (isMap) {
        const key = this.#flowScalar().asKey();
        if (text.charCodeAt(this.#at) !== colon || text.charCodeAt(this.#at + 1) !== space || key.content === '<<') giveUp();
        this.#skip(this.#at + 1);
        entries.push({ key, value: this.#flowValue(depth), alias: undefined });
      } else slots.push({ value: this.#flowValue(depth), alias: undefined, dash: undefined });
      this.#skip(this.#at);
      const code = text.charCodeAt(this.#at);
      if (code === 44) this.#skip(this.#at + 1);
      else if (code !== closing) giveUp();
    }
    const to = ++this.#at;
    return isMap
      ? new YamlMap(this.#source, from + this.#base, to + this.#base, entries, true)
      : new YamlSequence(this.#source, from + this.#base, to + this.#base, slots, true);
  }

  #skip(from: number): void {
    let at = from;
    while (at < this.#end && this.#text.charCodeAt(at) === space) at++;
    if (at >= this.#end) giveUp();
    this.#at = at;
  }

  #flowValue(depth: number): YamlNode {
    const code = this.#text.charCodeAt(this.#at);
    return code === 91 || code === 123 ? this.#flow(depth + 1) : this.#flowScalar();
  }

  #flowScalar(): YamlScalar {
    const text = this.#text;
    const from = this.#at;
    const code = text.charCodeAt(from);
    if (code === quote || code === doubleQuote) {
      const to = this.#closing(from) + 1;
      this.#at = to;
      return this.#quoted(from, to);
    }
    let to = from;
    while (to < this.#end && isFlowCharacter(text.charCodeAt(to))) to++;
    const written = text.slice(from, to);
    if (to === from || !isPlainStart(written, code)) giveUp();
    this.#at = to;
    return this.#plain(from, to, written);
  }

  /** Text below `|` or `>`, as deep as its first line. */
  #blockScalar(from: number, indent: number, isFolded: boolean): YamlScalar {
    const text = this.#text;
    const line = text.slice(from, this.#end);
    const header = line.trimEnd();
    const isStripped = header.endsWith('-');
    if (header.length !== (isStripped ? 2 : 1) || line.includes('\t')) giveUp();
    let depth = -1;
    const lines: string[] = [];
    let start = this.#end + 1;
    let to = 0;
    let filled = 0;
    while (start < text.length) {
      let end = text.indexOf('\n', start);
      if (end === -1) end = text.length;
      let at = start;
      while (at < end && text.charCodeAt(at) === space) at++;
      const isBlank = at === end;
      if (text.charCodeAt(at) === tab) giveUp();
      if (!isBlank) {
        if (depth === -1) {
          if (at - start <= indent) giveUp();
          depth = at - start;
        } else if (at - start < depth) {
          if (at - start > indent) giveUp();
          break;
        }
        // Only lines that follow upon each other become one in the plain way.
        if (isFolded && (filled !== lines.length || at - start > depth || text.charCodeAt(end - 1) === space)) giveUp();
        filled = lines.length + 1;
        to = end;
      } else if (at - start > 0 && (depth === -1 || at - start > depth)) giveUp();
      lines.push(isBlank ? '' : text.slice(start + depth, end));
      start = end + 1;
    }
    if (filled === 0) giveUp();
    while (text.charCodeAt(to - 1) <= space) to--;
    lines.length = filled;
    const value = lines.join(isFolded ? ' ' : '\n') + (isStripped ? '' : '\n');
    this.#line(start);
    if (this.#indent > indent) giveUp();
    this.#lastEnd = to;
    return this.#scalar(from, to, value, isFolded ? 'folded' : 'literal', value);
  }

  #scalar(from: number, to: number, value: ScalarValue, style: ScalarStyle, content: string): YamlScalar {
    return new YamlScalar(this.#source, from + this.#base, to + this.#base, value, style, content);
  }
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Whether a scalar without quotes may begin so. */
function isPlainStart(written: string, code: number): boolean {
  if (code === dash) return written.length > 1 && written.charCodeAt(1) !== space;
  return code > space && !'?:,[]{}#&*!|>\'"%@`'.includes(written[0] as string);
}

/** Letters, digits and `_ - . / + = $ @ ~`: what may stand between brackets without a second look. */
function isFlowCharacter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    isDigit(code) ||
    code === 95 ||
    code === dash ||
    code === 46 ||
    code === 47 ||
    code === 43 ||
    code === 61 ||
    code === 36 ||
    code === 64 ||
    code === 126
  );
}

/** Numbers have one sign in front, one dot, and few letters. */
function isNoNumber(written: string): boolean {
  const first = written.charCodeAt(0);
  if ((first === dash || first === 43) && !isDigit(written.charCodeAt(1)) && written[1] !== '.' && written[1]?.toLowerCase() !== 'e')
    return true;
  if (/[^-+._0-9a-fA-FxinIN]/.test(written)) return true;
  if (!/[0-9.]/.test(written)) return true;
  return written.indexOf('.') !== written.lastIndexOf('.');
}

/** YAML 1.1: https://yaml.org/type/bool.html, https://yaml.org/type/null.html. */
const words: ReadonlyMap<string, ScalarValue> = new Map<string, ScalarValue>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
]);

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
]);
