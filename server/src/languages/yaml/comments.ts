import { Lexer } from 'yaml';
import type { Origin } from '../../engine/text/origin.js';
import type { Span } from '../../engine/text/span.js';

export interface YamlComment {
  /** From `#` on, without blanks at the end. */
  readonly text: string;
  /** Offset of `#`. */
  readonly from: number;
}

export interface FileComment extends YamlComment {
  readonly span: Span;
}

/** Comments of a file with their places; a constant function, for `once`. */
export function fileComments({ text, origin }: { readonly text: string; readonly origin: Origin }): readonly FileComment[] {
  return commentsIn(text).map((comment) => ({ ...comment, span: origin.span(comment.from, comment.from + comment.text.length) }));
}

/** Tokens of the lexer that stand for themselves and for no text: https://eemeli.org/yaml/#lexer. */
const marks = new Set(['\u0002', '\u0018']);
const scalarMark = '\u001F';

/** Comments of a text; a `#` in a quoted or block scalar begins none. */
export function commentsIn(text: string): YamlComment[] {
  return text.includes('#') ? (plainComments(text) ?? lexedComments(text)) : [];
}

/** A block scalar, a tab, another line break, a directive, a `#` close to a mark: who meets one asks the lexer. */
const needsLexer = /[|>][-+0-9]*[ ]*(?:#[^\n]*)?$|[\t\r\uFEFF]|^%|[^ \n\w/.-]#/m;

/** Without the lexer, where every quote closes on its line and holds no `#`; undefined elsewhere. */
export function plainComments(text: string): YamlComment[] | undefined {
  if (needsLexer.test(text)) return undefined;
  const found: YamlComment[] = [];
  for (const match of text.matchAll(/(?<=^|[ ])#[^\n]*|(?<=^|[ [{,])(?:"[^"#\\\n]*"|'[^'#\n]*')|["']/gm)) {
    const [token] = match;
    if (token.startsWith('#')) found.push({ text: token.trimEnd(), from: match.index });
    else if (token.length === 1) return undefined;
  }
  return found;
}

export function lexedComments(text: string): YamlComment[] {
  const found: YamlComment[] = [];
  let offset = 0;
  let isScalar = false;
  for (const token of new Lexer().lex(text)) {
    if (marks.has(token)) continue;
    if (token === scalarMark) {
      isScalar = true;
      continue;
    }
    if (!isScalar && token.startsWith('#')) found.push({ text: token.trimEnd(), from: offset });
    isScalar = false;
    offset += token.length;
  }
  return found;
}
