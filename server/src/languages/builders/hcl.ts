import type { Span } from '../../engine/text/span.js';

/** As much of HCL (https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md) as Bake files need: blocks, attributes, texts and lists of texts. */
export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly attributes: ReadonlyMap<string, HclValue>;
  readonly span: Span;
}

/** A text, a list of which some items may be unknown, or something that has to be computed. */
export type HclValue = string | readonly (string | undefined)[] | undefined;

/** The blocks at the top of the file, as far as it can be read; never throws. */
export function readHcl(text: string): readonly HclBlock[] {
  return new HclReader(text).file();
}

class HclReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  file(): readonly HclBlock[] {
    const blocks: HclBlock[] = [];
    while (this.#skipBlanks(true)) {
      const start = this.#at;
      const name = this.#word();
      if (name === undefined) this.#at++;
      else {
        const block = this.#blockOrAttribute(name, start, undefined);
        if (block !== undefined) blocks.push(block);
      }
    }
    return blocks;
  }

  /** What follows a name: `= value`, which goes to `attributes`, or labels and a block. */
  #blockOrAttribute(type: string, start: number, attributes: Map<string, HclValue> | undefined): HclBlock | undefined {
    this.#skipBlanks(false);
    if (this.#peek() === '=' && this.#text[this.#at + 1] !== '=') {
      this.#at++;
      const value = this.#value();
      attributes?.set(type, value);
      return undefined;
    }
    const labels: string[] = [];
    for (;;) {
      this.#skipBlanks(false);
      if (this.#peek() === '{') break;
      const label = this.#word();
      if (label === undefined) return undefined;
      labels.push(label);
    }
    const head = { start, end: this.#at };
    this.#at++;
    return { type, labels, attributes: this.#body(), span: { start, end: start + this.#text.slice(start, head.end).trimEnd().length } };
  }

  #body(): ReadonlyMap<string, HclValue> {
    const attributes = new Map<string, HclValue>();
    while (this.#skipBlanks(true)) {
      if (this.#peek() === '}') {
        this.#at++;
        break;
      }
      const start = this.#at;
      const name = this.#word();
      if (name === undefined) this.#at++;
      else this.#blockOrAttribute(name, start, attributes);
    }
    return attributes;
  }

  /** An expression up to the end of its line; only a text or a list that stands alone is known. */
  #value(): HclValue {
    this.#skipBlanks(false);
    const value = this.#peek() === '"' ? this.#string() : this.#peek() === '[' ? this.#list() : undefined;
    this.#skipBlanks(false);
    const next = this.#peek();
    if (next === undefined || next === '\n' || next === '}') return value;
    this.#skipExpression();
    return undefined;
  }

  #list(): readonly (string | undefined)[] {
    const items: (string | undefined)[] = [];
    this.#at++;
    while (this.#skipBlanks(true)) {
      const next = this.#peek();
      if (next === ']') {
        this.#at++;
        break;
      }
      if (next === ',') {
        this.#at++;
        continue;
      }
      const item = next === '"' ? this.#string() : undefined;
      this.#skipBlanks(true);
      const isAlone = next === '"' && (this.#peek() === ',' || this.#peek() === ']');
      if (!isAlone) this.#skipExpression(',]');
      items.push(isAlone ? item : undefined);
    }
    return items;
  }

  /** Over everything up to the end of the line, or to one of `stops`, outside of brackets. */
  #skipExpression(stops = '\n}'): void {
    let depth = 0;
    while (this.#at < this.#text.length) {
      if (!this.#skipBlanks(!stops.includes('\n') || depth > 0)) return;
      const next = this.#peek() as string;
      if (depth === 0 && stops.includes(next)) return;
      if (next === '"') this.#string();
      else if (next === '<' && this.#heredoc()) continue;
      else {
        if ('([{'.includes(next)) depth++;
        else if (')]}'.includes(next)) depth = Math.max(0, depth - 1);
        this.#at++;
      }
    }
  }

  #heredoc(): boolean {
    const match = /^<<-?([A-Za-z_][\w-]*)\r?\n/.exec(this.#text.slice(this.#at, this.#at + 100));
    if (match === null) return false;
    const end = new RegExp(`^[ \\t]*${match[1] ?? ''}[ \\t]*\\r?$`, 'm').exec(this.#text.slice(this.#at + match[0].length));
    this.#at = end === null ? this.#text.length : this.#at + match[0].length + end.index + end[0].length;
    return true;
  }

  /** A text in quotes; undefined when something is filled in. */
  #string(): string | undefined {
    let value = '';
    let isKnown = true;
    this.#at++;
    while (this.#at < this.#text.length) {
      const next = this.#text[this.#at] as string;
      if (next === '"' || next === '\n') {
        if (next === '"') this.#at++;
        break;
      }
      if ((next === '$' || next === '%') && this.#text[this.#at + 1] === '{' && this.#text[this.#at - 1] !== next) {
        const start = this.#at;
        this.#skipFilledIn();
        // Kept as written: of an image's name, what stands before it may be enough.
        value += this.#text.slice(start, this.#at);
        isKnown = false;
      } else if (next === '\\') {
        value += this.#text[this.#at + 1] ?? '';
        this.#at += 2;
      } else {
        value += next;
        this.#at++;
      }
    }
    return isKnown || value !== '' ? value : undefined;
  }

  #skipFilledIn(): void {
    let depth = 0;
    for (; this.#at < this.#text.length && this.#peek() !== '\n'; this.#at++) {
      if (this.#peek() === '{') depth++;
      else if (this.#peek() === '}' && --depth === 0) {
        this.#at++;
        return;
      }
    }
  }

  /** An identifier or a quoted name. */
  #word(): string | undefined {
    if (this.#peek() === '"') return this.#string();
    const name = /^[A-Za-z_][\w-]*/.exec(this.#text.slice(this.#at, this.#at + 200))?.[0];
    if (name === undefined) return undefined;
    this.#at += name.length;
    return name;
  }

  #peek(): string | undefined {
    return this.#text[this.#at];
  }

  /** Over blanks and comments, and line breaks where they do not count. False at the end. */
  #skipBlanks(overLines: boolean): boolean {
    for (;;) {
      const next = this.#peek();
      if (next === undefined) return false;
      if (next === ' ' || next === '\t' || next === '\r' || (overLines && next === '\n')) this.#at++;
      else if (next === '#' || this.#text.startsWith('//', this.#at)) this.#at = this.#after('\n', 0);
      else if (this.#text.startsWith('/*', this.#at)) this.#at = this.#after('*/', 2);
      else return true;
    }
  }

  #after(end: string, more: number): number {
    const at = this.#text.indexOf(end, this.#at);
    return at === -1 ? this.#text.length : at + more;
  }
}
