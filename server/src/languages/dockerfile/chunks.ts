import type { Span } from '../../engine/text/span.js';

/**
 * A Dockerfile cut into instructions, as BuildKit cuts it, before anything is understood.
 *
 * Source of the rules: BuildKit, frontend/dockerfile/parser/parser.go and directives.go
 * (https://github.com/moby/buildkit/blob/master/frontend/dockerfile/parser/parser.go): a line that ends in the escape
 * character and blanks is continued, comment lines and empty lines between continued lines are dropped, here-documents
 * follow ADD, COPY and RUN.
 */
export interface Chunks {
  readonly directives: readonly Directive[];
  readonly comments: readonly CommentLine[];
  readonly chunks: readonly Chunk[];
  /** The character that continues a line: backslash, or the one of `# escape=`. */
  readonly escape: '\\' | '`';
}

/** A parser directive (`# syntax=`, `# escape=`, `# check=`) at the top of the file. */
export interface Directive {
  readonly name: string;
  readonly value: string;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly valueSpan: Span;
}

/** A comment line, from `#` to the end of the line. */
export interface CommentLine {
  readonly text: string;
  readonly span: Span;
  /** Whether the line stands between the lines of a continued instruction. */
  readonly inside: boolean;
}

/** The text of one instruction with its here-documents. */
export interface Chunk {
  /** From the keyword to the end of the last line, without its line break. */
  readonly span: Span;
  /** Where the instruction's own lines end and its here-documents begin. */
  readonly headEnd: number;
  readonly lines: readonly ChunkLine[];
  readonly heredocs: readonly ChunkHeredoc[];
  /** Empty lines between continued lines; the span is the blank text without the line break. */
  readonly emptyLines: readonly Span[];
}

/** A stretch of the instruction that counts, without the escape character that continues it. */
export interface ChunkLine {
  readonly span: Span;
  /** The escape character with the blanks and the line break behind it, when the line is continued. */
  readonly continuation: Span | undefined;
}

export interface ChunkHeredoc {
  /** The `<<EOF` with its quotes. */
  readonly operator: Span;
  readonly delimiter: string;
  readonly delimiterSpan: Span;
  readonly quoted: boolean;
  /** `<<-`: tabs at the start of the lines are dropped. */
  readonly chomp: boolean;
  /** The lines between, with their line breaks. */
  readonly body: Span;
  /** The closing line's delimiter; undefined while the here-document is open. */
  readonly terminator: Span | undefined;
}

const directivePattern = /^#[ \t]*([a-zA-Z][a-zA-Z0-9]*)[ \t]*=[ \t]*(.*?)[ \t]*$/;
const knownDirectives: ReadonlySet<string> = new Set(['syntax', 'escape', 'check']);

/** Cuts `text` into chunks; never throws, whatever the text. */
export function cutChunks(text: string): Chunks {
  const directives: Directive[] = [];
  const comments: CommentLine[] = [];
  let escape: '\\' | '`' = '\\';
  let directivesDone = false;
  // A byte order mark before the first line is not part of it.
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;

  while (at < text.length) {
    const lineStop = endOfLine(text, at);
    const first = skipBlanks(text, at, lineStop);
    if (first === lineStop) {
      directivesDone = true;
      at = nextLine(text, lineStop);
      continue;
    }
    if (text[first] === '#') {
      const source = text.slice(first, lineStop);
      comments.push({ text: source, span: { start: first, end: lineStop }, inside: false });
      if (!directivesDone) {
        const directive = readDirective(source, first);
        // BuildKit: a comment that has no directive's form ends them, one with an unknown name does not.
        if (directive === undefined) directivesDone = !(first === 0 && source.startsWith('#!'));
        else if (knownDirectives.has(directive.name.toLowerCase())) {
          directives.push(directive);
          if (directive.name.toLowerCase() === 'escape' && (directive.value === '`' || directive.value === '\\')) escape = directive.value;
        }
      }
      at = nextLine(text, lineStop);
      continue;
    }
    const below = cutFrom(text, at, escape, () => false);
    return { directives, comments: [...comments, ...below.comments], chunks: below.chunks, escape };
  }
  return { directives, comments, chunks: [], escape };
}

/**
 * Cuts on from `at`, the start of a line that begins an instruction or stands between two, below the directives. Ends before the
 * first instruction whose start `isKnown`, or with the text.
 */
export function cutFrom(
  text: string,
  at: number,
  escape: '\\' | '`',
  isKnown: (start: number) => boolean,
): Pick<Chunks, 'chunks' | 'comments'> & { readonly isMet: boolean } {
  const comments: CommentLine[] = [];
  const chunks: Chunk[] = [];
  let line = at;
  while (line < text.length) {
    const stop = endOfLine(text, line);
    const first = skipBlanks(text, line, stop);
    if (first < stop && text[first] !== '#') {
      if (isKnown(first)) return { chunks, comments, isMet: true };
      const chunk = cutChunk(text, first, escape, comments);
      chunks.push(chunk);
      line = nextLine(text, chunk.span.end);
      continue;
    }
    if (first < stop) comments.push({ text: text.slice(first, stop), span: { start: first, end: stop }, inside: false });
    line = nextLine(text, stop);
  }
  return { chunks, comments, isMet: false };
}

function readDirective(source: string, offset: number): Directive | undefined {
  const match = directivePattern.exec(source);
  if (!match) return undefined;
  const name = match[1] ?? '';
  const value = match[2] ?? '';
  const nameStart = offset + source.indexOf(name, 1);
  const valueStart = offset + source.length - source.slice(source.indexOf('=') + 1).trimStart().length;
  return {
    name,
    value,
    span: { start: offset, end: offset + source.trimEnd().length },
    nameSpan: { start: nameStart, end: nameStart + name.length },
    valueSpan: { start: valueStart, end: valueStart + value.length },
  };
}

function cutChunk(text: string, start: number, escape: string, comments: CommentLine[]): Chunk {
  const lineStop = endOfLine(text, start);
  // Nearly all are one line: nothing is made that grows.
  if (continuationAt(text, start, lineStop, escape) === undefined)
    return ended(text, lineStop, [{ span: { start, end: lineStop }, continuation: undefined }], []);
  const lines: ChunkLine[] = [];
  const emptyLines: Span[] = [];
  let pendingEmpty: Span[] = [];
  let at = start;
  let headEnd = start;
  for (;;) {
    const stop = endOfLine(text, at);
    const mark = continuationAt(text, at, stop, escape);
    headEnd = stop;
    if (mark === undefined) {
      lines.push({ span: { start: at, end: stop }, continuation: undefined });
      break;
    }
    const next = nextLine(text, stop);
    lines.push({ span: { start: at, end: mark }, continuation: { start: mark, end: next } });
    let following = next;
    pendingEmpty = [];
    const pendingComments: CommentLine[] = [];
    let found = false;
    while (following < text.length) {
      const followingStop = endOfLine(text, following);
      const first = skipBlanks(text, following, followingStop);
      if (first === followingStop) pendingEmpty.push({ start: following, end: followingStop });
      else if (text[first] === '#')
        pendingComments.push({ text: text.slice(first, followingStop), span: { start: first, end: followingStop }, inside: true });
      else {
        found = true;
        break;
      }
      following = nextLine(text, followingStop);
    }
    if (pendingComments.length > 0) comments.push(...pendingComments);
    if (!found) break;
    if (pendingEmpty.length > 0) emptyLines.push(...pendingEmpty);
    at = following;
  }
  return ended(text, headEnd, lines.slice(), emptyLines);
}

/** The chunk with the here-documents below its lines. */
function ended(text: string, headEnd: number, lines: readonly ChunkLine[], emptyLines: readonly Span[]): Chunk {
  const start = (lines[0] as ChunkLine).span.start;
  const heredocs = headEnd < text.length ? cutHeredocs(text, lines, headEnd) : none;
  const last = heredocs.at(-1);
  const end = last === undefined ? headEnd : (last.terminator?.end ?? Math.max(headEnd, withoutLineBreak(text, last.body)));
  return { span: { start, end }, headEnd, lines, heredocs, emptyLines };
}

/** The offset of an escape character that ends the line `start..stop`, or undefined. A doubled one does not continue. */
function continuationAt(text: string, start: number, stop: number, escape: string): number | undefined {
  let at = stop;
  while (at > start && isBlank(text.charCodeAt(at - 1))) at--;
  if (at === start || text[at - 1] !== escape) return undefined;
  // The file's last line has no line to continue with; BuildKit drops the character all the same.
  if (at - 1 > start && text[at - 2] === escape) return undefined;
  return at - 1;
}

// The forms of BuildKit's reHeredoc: an optional descriptor, `<<` or `<<-`, then the delimiter with or without quotes.
const heredocPattern = /(?<![<\\])(\d*)<<(-?)[ \t]*(?:'([^'\n<>]*)'|"([^"\n<>]*)"|([A-Za-z0-9_.+\-/]+))/g;
const heredocKeywords = /^(?:onbuild[ \t]+)?(?:run|copy|add)(?=[ \t\\`])/i;

const none: readonly never[] = [];

function cutHeredocs(text: string, lines: readonly ChunkLine[], headEnd: number): readonly ChunkHeredoc[] {
  const first = lines[0];
  if (first === undefined || !text.slice(first.span.start, headEnd).includes('<<')) return none;
  const isRun = /^(?:onbuild[ \t]+)?run/i.test(text.slice(first.span.start, first.span.start + 40));
  if (!heredocKeywords.test(text.slice(first.span.start, first.span.end + 1) + ' ')) return [];
  const heredocs: ChunkHeredoc[] = [];
  let at = nextLine(text, headEnd);
  for (const line of lines) {
    const source = text.slice(line.span.start, line.span.end);
    if (!source.includes('<<')) continue;
    for (const match of source.matchAll(heredocPattern)) {
      const offset = match.index;
      if (isInsideQuotesOrArithmetic(source, offset)) continue;
      const delimiter = match[3] ?? match[4] ?? match[5] ?? '';
      // An empty delimiter is what a half-typed one looks like; it closes nothing.
      if (delimiter === '') continue;
      // COPY and ADD take a here-document as a word of its own only.
      if (!isRun && offset > 0 && !/[ \t]/.test(source[offset - 1] ?? '')) continue;
      const operatorStart = line.span.start + offset;
      const operatorEnd = operatorStart + match[0].length;
      const quoted = match[5] === undefined;
      const delimiterEnd = quoted ? operatorEnd - 1 : operatorEnd;
      const chomp = match[2] === '-';
      const bodyStart = at;
      let terminator: Span | undefined;
      let bodyEnd = at;
      while (at < text.length) {
        const stop = endOfLine(text, at);
        const content = text.slice(at, stop);
        if ((chomp ? content.replace(/^\t+/, '') : content) === delimiter) {
          terminator = { start: stop - delimiter.length, end: stop };
          bodyEnd = at;
          at = nextLine(text, stop);
          break;
        }
        at = nextLine(text, stop);
        bodyEnd = at;
      }
      heredocs.push({
        operator: { start: operatorStart, end: operatorEnd },
        delimiter,
        delimiterSpan: { start: delimiterEnd - delimiter.length, end: delimiterEnd },
        quoted,
        chomp,
        body: { start: bodyStart, end: bodyEnd },
        terminator,
      });
    }
  }
  return heredocs;
}

function isInsideQuotesOrArithmetic(source: string, offset: number): boolean {
  let quote = '';
  for (let i = 0; i < offset; i++) {
    const char = source[i];
    if (quote === "'") {
      if (char === "'") quote = '';
    } else if (char === '\\') i++;
    else if (quote === '"') {
      if (char === '"') quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '#' && i > 0 && /[ \t]/.test(source[i - 1] ?? '')) return true;
    else if (char === '(' && source[i + 1] === '(' && source.indexOf('))', i) > offset) return true;
  }
  return quote !== '';
}

function withoutLineBreak(text: string, span: Span): number {
  let end = span.end;
  if (end > span.start && text[end - 1] === '\n') end--;
  if (end > span.start && text[end - 1] === '\r') end--;
  return end;
}

const isBlank = (code: number): boolean => code === 32 || code === 9;

function skipBlanks(text: string, at: number, stop: number): number {
  let i = at;
  while (i < stop && isBlank(text.charCodeAt(i))) i++;
  return i;
}

/** End of the line that starts at or holds `at`, before `\n` or `\r\n`. */
function endOfLine(text: string, at: number): number {
  const stop = text.indexOf('\n', at);
  if (stop === -1) return text.length;
  return stop > at && text[stop - 1] === '\r' ? stop - 1 : stop;
}

function nextLine(text: string, stop: number): number {
  const at = text.indexOf('\n', stop);
  return at === -1 ? text.length : at + 1;
}
