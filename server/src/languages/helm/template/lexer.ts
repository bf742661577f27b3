/**
 * Words of an action, as Go's text/template cuts them: https://pkg.go.dev/text/template and its lexer,
 * https://cs.opensource.google/go/go/+/master:src/text/template/parse/lex.go.
 */
export type TokenKind = 'field' | 'variable' | 'word' | 'dot' | 'text' | 'number' | 'mark' | 'unknown';

export interface Token {
  readonly kind: TokenKind;
  readonly from: number;
  readonly to: number;
  /** `.Values.image` is `['Values', 'image']`, `$x.a` is `['$x', 'a']`, a text its content, other tokens as written. */
  readonly path: readonly string[];
  readonly text: string;
  /** No blank stands before it. */
  readonly isAdjacent: boolean;
}

export interface TemplateFault {
  readonly from: number;
  readonly to: number;
  readonly code: 'unclosed-action' | 'unclosed-comment' | 'unclosed-text' | 'bad-character' | 'unexpected' | 'block';
  readonly message: string;
  /** The mistake has a cure: the text that takes its place. */
  readonly fix?: { readonly title: string; readonly from: number; readonly to: number; readonly text: string };
}

export interface RawAction {
  /** Offset of `{{`. */
  readonly from: number;
  /** Behind `}}`. */
  readonly to: number;
  readonly isComment: boolean;
  /** It eats the blanks before it, and behind it. */
  readonly trimsLeft: boolean;
  readonly trimsRight: boolean;
  readonly tokens: readonly Token[];
  readonly faults: readonly TemplateFault[];
}

/** Every action of a text. Never throws; an action that is not closed ends where the next one begins. */
export function actionsIn(text: string): RawAction[] {
  const actions: RawAction[] = [];
  for (let from = text.indexOf('{{'); from !== -1; ) {
    const action = isCommentAt(text, from) ? commentAt(text, from) : actionAt(text, from);
    actions.push(action);
    from = text.indexOf('{{', Math.max(action.to, from + 2));
  }
  return actions;
}

const isBlank = (char: string | undefined): boolean => char === ' ' || char === '\t' || char === '\r' || char === '\n';
const trimsAt = (text: string, at: number): boolean => text[at] === '-' && isBlank(text[at + 1]);

function isCommentAt(text: string, from: number): boolean {
  const at = from + (trimsAt(text, from + 2) ? 4 : 2);
  return text.startsWith('/*', at);
}

function commentAt(text: string, from: number): RawAction {
  const trimsLeft = trimsAt(text, from + 2);
  const close = text.indexOf('*/', from + (trimsLeft ? 6 : 4));
  const base = { from, isComment: true, trimsLeft, tokens: [] };
  if (close === -1) {
    const fault: TemplateFault = { from, to: from + 2, code: 'unclosed-comment', message: 'The comment is never closed by `*/}}`.' };
    return { ...base, to: text.length, trimsRight: false, faults: [fault] };
  }
  const end = close + 2;
  const trimsRight = isBlank(text[end]) && text.startsWith('-}}', end + 1);
  const to = end + (trimsRight ? 4 : 2);
  if (trimsRight || text.startsWith('}}', end)) return { ...base, to, trimsRight, faults: [] };
  const closing = text.slice(end, end + 20).indexOf('}}');
  const fault: TemplateFault = {
    from: close,
    to: end,
    code: 'unclosed-comment',
    message: 'A comment ends with `*/}}` or `*/ -}}`, and nothing stands between.',
    ...(closing !== -1 && text.slice(end, end + closing).trim() === ''
      ? { fix: { title: 'Close up', from: end, to: end + closing, text: '' } }
      : {}),
  };
  return { ...base, to: closing === -1 ? end : end + closing + 2, trimsRight: false, faults: [fault] };
}

const wordStart = /[\p{L}_]/u;
/** The longest stretch of letters, digits and `_`; sticky. */
const word = /[\p{L}\p{Nd}_]+/uy;

function actionAt(text: string, from: number): RawAction {
  const trimsLeft = trimsAt(text, from + 2);
  const tokens: Token[] = [];
  const faults: TemplateFault[] = [];
  let at = from + (trimsLeft ? 4 : 2);
  const done = (to: number, trimsRight: boolean): RawAction => ({ from, to, isComment: false, trimsLeft, trimsRight, tokens, faults });
  const unclosed = (to: number): RawAction => {
    faults.push({ from, to: from + 2, code: 'unclosed-action', message: 'The action is never closed by `}}`.' });
    return done(to, false);
  };
  const read = (pattern: RegExp, start: number): string => {
    pattern.lastIndex = start;
    return pattern.exec(text)?.[0] ?? '';
  };
  while (at < text.length) {
    if (text.startsWith('}}', at)) return done(at + 2, false);
    const char = text[at] as string;
    if (isBlank(char)) {
      if (text.startsWith('-}}', at + 1)) return done(at + 4, true);
      at++;
      continue;
    }
    const start = at;
    const isAdjacent = !isBlank(text[at - 1]);
    const put = (kind: TokenKind, to: number, path: readonly string[] = [], content = text.slice(start, to)): void => {
      tokens.push({ kind, from: start, to, path, text: content, isAdjacent });
      at = to;
    };
    if (text.startsWith('{{', at)) return unclosed(at);
    if (char === '"' || char === "'") {
      const end = endOfText(text, at);
      if (end === undefined) {
        faults.push({ from: at, to: at + 1, code: 'unclosed-text', message: `The text has no closing \`${char}\` in its line.` });
        const close = text.indexOf('}}', at);
        const next = text.indexOf('{{', at);
        if (close === -1 || (next !== -1 && next < close)) return done(next === -1 ? text.length : next, false);
        return done(close + 2, false);
      }
      put('text', end, [], unescaped(text.slice(at + 1, end - 1)));
    } else if (char === '`') {
      const end = text.indexOf('`', at + 1);
      if (end === -1) {
        faults.push({ from: at, to: at + 1, code: 'unclosed-text', message: 'The text has no closing backquote.' });
        return done(text.length, false);
      }
      put('text', end + 1, [], text.slice(at + 1, end));
    } else if (char === '.' || char === '$') {
      const name = char === '$' ? read(word, at + 1) : '';
      let end = at + (char === '$' ? 1 + name.length : 0);
      const path = char === '$' ? [`$${name}`] : [];
      for (let part = text[end] === '.' ? read(word, end + 1) : ''; part !== ''; part = text[end] === '.' ? read(word, end + 1) : '') {
        path.push(part);
        end += 1 + part.length;
      }
      if (char === '.' && path.length === 0) put(/\d/.test(text[at + 1] ?? '') ? 'number' : 'dot', at + 1);
      else put(char === '$' ? 'variable' : 'field', end, path);
      if (endsBadly(text, at) && path.length > 0) faults.push(badEnd(text, start, at, path));
    } else if (wordStart.test(char)) {
      put('word', at + Math.max(1, read(word, at).length));
      if (endsBadly(text, at)) faults.push(badEnd(text, start, at, []));
    } else if (/\d/.test(char) || ((char === '+' || char === '-') && /[\d.]/.test(text[at + 1] ?? ''))) {
      put('number', at + 1 + (/^[\w.]*/.exec(text.slice(at + 1, at + 60))?.[0].length ?? 0));
    } else if (text.startsWith(':=', at)) put('mark', at + 2);
    else put('|()=,'.includes(char) ? 'mark' : 'unknown', at + 1);
  }
  return unclosed(text.length);
}

/** Behind the closing quote; undefined where the line ends before it. */
function endOfText(text: string, at: number): number | undefined {
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '\n') return undefined;
    else if (text[i] === text[at]) return i + 1;
  }
  return undefined;
}

const unescaped = (content: string): string => content.replace(/\\(["'\\])/g, '$1');

/** A name is followed by a blank, a mark or the end of the action, or Go refuses the character. */
function endsBadly(text: string, at: number): boolean {
  const char = text[at];
  if (char === undefined || isBlank(char) || ',|:)(='.includes(char)) return false;
  if (char === '.') return !/[\p{L}\p{Nd}_]/u.test(text[at + 1] ?? '');
  return !text.startsWith('}}', at) && !text.startsWith('{{', at);
}

function badEnd(text: string, start: number, at: number, path: readonly string[]): TemplateFault {
  const char = text[at] as string;
  const whole = text[at] === '-' ? /^[\w-]*/.exec(text.slice(at, at + 100))?.[0] : undefined;
  const name = path.at(-1);
  const isClosing = whole === '-' && text.startsWith('}}', at + 1);
  const message = isClosing
    ? 'A blank has to stand before `-}}`, or the template cannot be read.'
    : `\`${char}\` cannot stand in a name, so the template cannot be read.`;
  if (isClosing)
    return { from: at, to: at + 1, code: 'bad-character', message, fix: { title: 'Add a blank', from: at, to: at, text: ' ' } };
  const base: TemplateFault = { from: at, to: at + 1, code: 'bad-character', message };
  if (whole === undefined || name === undefined || path.length < 2 || whole.length < 2 || /^[.$]/.test(text[at + whole.length] ?? ''))
    return base;
  const written = text.slice(start, at);
  const holder = written.slice(0, written.length - name.length - 1);
  return {
    ...base,
    fix: { title: `Read it with \`index\``, from: start, to: at + whole.length, text: `(index ${holder} "${name}${whole}")` },
  };
}
