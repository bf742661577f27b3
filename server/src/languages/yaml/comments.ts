import { Lexer } from 'yaml';

export interface YamlComment {
  /** From `#` on, without blanks at the end. */
  readonly text: string;
  /** Offset of `#`. */
  readonly from: number;
}

/** Tokens of the lexer that stand for themselves and for no text: https://eemeli.org/yaml/#lexer. */
const marks = new Set(['\u0002', '\u0018']);
const scalarMark = '\u001F';

/** Comments of a text; a `#` in a quoted or block scalar begins none. */
export function commentsIn(text: string): YamlComment[] {
  const found: YamlComment[] = [];
  if (!text.includes('#')) return found;
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
