// Reads the declaration files of `kubernetes-models`. They are generated, so a small reader of the few forms that occur is
// enough, and it throws on any other: a new form in a newer version must not become a hole in the data.

export type Shape =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'literals'; readonly values: readonly string[] }
  | { readonly kind: 'union'; readonly names: readonly string[] }
  | { readonly kind: 'array'; readonly of: Shape }
  | { readonly kind: 'map'; readonly of: Shape }
  | { readonly kind: 'object'; readonly members: readonly Member[] };

export interface Member {
  readonly name: string;
  readonly required: boolean;
  readonly shape: Shape;
  readonly text: string;
}

export interface Declaration {
  /** Name within its file, `IDeployment`. */
  readonly name: string;
  /** Name that other files import, `IIoK8sApiAppsV1Deployment`. */
  readonly globalName: string;
  readonly text: string;
  readonly shape: Shape;
}

type Token = { readonly type: 'word' | 'string' | 'mark' | 'comment'; readonly text: string };

const tokenPattern = /\/\*\*([\s\S]*?)\*\/|"((?:[^"\\]|\\.)*)"|([A-Za-z_$][\w$.]*)|([{}[\]<>():;,|?=])|\s+/gy;

/** The one interface or type of a declaration file; undefined for files that only gather others. */
export function readDeclaration(source: string): Declaration | undefined {
  const start = /^export (interface|type) (I[A-Z]\w*)/m.exec(source);
  if (start === null) return undefined;
  const name = start[2] ?? '';
  const globalName = new RegExp(`\\b${name} as (\\w+)`).exec(source)?.[1] ?? name;
  const before = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*$/.exec(source.slice(0, start.index));
  const end = start[1] === 'type' ? source.indexOf(';', start.index) + 1 : source.indexOf('\n}', start.index) + 2;
  const body = source.slice(start.index + start[0].length, end);
  const reader = new Reader(tokens(body));
  if (start[1] === 'interface') {
    if (reader.skip('extends')) reader.take('word');
  } else reader.expect('=');
  return { name, globalName, text: commentText(before?.[1] ?? ''), shape: reader.shape() };
}

function tokens(source: string): Token[] {
  const out: Token[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < source.length) {
    const at = tokenPattern.lastIndex;
    const match = tokenPattern.exec(source);
    if (match === null) throw new Error(`declaration files: cannot read ${JSON.stringify(source.slice(at, at + 60))}`);
    const [, comment, text, word, mark] = match;
    if (comment !== undefined) out.push({ type: 'comment', text: commentText(comment) });
    else if (text !== undefined) out.push({ type: 'string', text: JSON.parse(`"${text}"`) as string });
    else if (word !== undefined) out.push({ type: 'word', text: word });
    else if (mark !== undefined) out.push({ type: 'mark', text: mark });
  }
  return out;
}

/** The generator writes `*` as `\*`, so that no description ends its comment. */
function commentText(comment: string): string {
  return comment
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, ''))
    .join('\n')
    .replaceAll('\\*', '*')
    .trim();
}

class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(all: readonly Token[]) {
    this.#tokens = all;
  }

  shape(): Shape {
    if (this.skip('{')) return this.#braces();
    if (this.skip('(')) {
      const inner = this.shape();
      this.expect(')');
      return inner;
    }
    if (this.#peek()?.type === 'string') return { kind: 'literals', values: this.#alternatives('string') };
    const names = this.#alternatives('word');
    const [name = ''] = names;
    if (names.length > 1) return { kind: 'union', names };
    if (name !== 'Array') return { kind: 'name', name };
    this.expect('<');
    const of = this.shape();
    this.expect('>');
    return { kind: 'array', of };
  }

  #braces(): Shape {
    if (this.skip('[')) {
      this.take('word');
      this.expect(':');
      this.take('word');
      this.expect(']');
      this.expect(':');
      const of = this.shape();
      this.skip(';');
      this.expect('}');
      return { kind: 'map', of };
    }
    const members: Member[] = [];
    while (!this.skip('}')) {
      const text = this.#peek()?.type === 'comment' ? this.take('comment') : '';
      const name = this.#peek()?.type === 'word' ? this.take('word') : this.take('string');
      const required = !this.skip('?');
      this.expect(':');
      members.push({ name, required, shape: this.shape(), text });
      this.skip(';');
    }
    return { kind: 'object', members };
  }

  #alternatives(type: Token['type']): string[] {
    const out = [this.take(type)];
    while (this.skip('|')) out.push(this.take(type));
    return out;
  }

  take(type: Token['type']): string {
    const token = this.#peek();
    if (token?.type !== type) throw new Error(`declaration files: ${type} expected, found ${JSON.stringify(token)}`);
    this.#at++;
    return token.text;
  }

  expect(mark: string): void {
    if (!this.skip(mark)) throw new Error(`declaration files: ${mark} expected, found ${JSON.stringify(this.#peek())}`);
  }

  skip(text: string): boolean {
    const token = this.#peek();
    if (token === undefined || token.type === 'string' || token.type === 'comment' || token.text !== text) return false;
    this.#at++;
    return true;
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at];
  }
}
