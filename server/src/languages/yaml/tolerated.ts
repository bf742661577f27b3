import type { YamlFault } from './parse.js';

/**
 * Whether the parser of Kubernetes takes what ours calls a fault. Inside of brackets and quotes it does not look at
 * indentation, which the specification wants: what is closed further down is taken. It comes from https://github.com/yaml/libyaml.
 */
export function isTolerated(text: string, { code, message, from }: YamlFault): boolean {
  if (code === 'BAD_INDENT' && /end with a [\]}]/.test(message)) {
    const open = openBracket(text, from);
    return open !== -1 && closingBracket(text, open) !== -1;
  }
  const quote = /^Missing closing (["'])/.exec(message)?.[1];
  if (code !== 'MISSING_CHAR' || quote === undefined) return false;
  const close = quote === '"' ? /(?:^|[^\\])(?:\\\\)*"/.exec(text.slice(from)) : /'/.exec(text.slice(from));
  // Where text goes on behind the quote, it opens another value: this one's end lacks.
  return close !== null && /^[ \t]*(?:[,\]}\r\n]|$|#)/.test(text.slice(from + close.index + close[0].length));
}

/** The last bracket before `end` that is not closed before it. */
function openBracket(text: string, end: number): number {
  let depth = 0;
  for (let i = end - 1; i >= 0; i--) {
    const char = text[i];
    if (char === ']' || char === '}') depth++;
    else if ((char === '[' || char === '{') && depth-- === 0) return i;
  }
  return -1;
}

function closingBracket(text: string, open: number): number {
  const token = /"(?:[^"\\]|\\[\s\S])*"|'[^']*'|(?<=\s)#[^\n]*|[[\]{}]/g;
  token.lastIndex = open;
  let depth = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    if (match[0] === '[' || match[0] === '{') depth++;
    else if ((match[0] === ']' || match[0] === '}') && --depth === 0) return match.index;
  }
  return -1;
}
