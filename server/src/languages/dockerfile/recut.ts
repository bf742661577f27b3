import { changedRange } from '../../engine/text/changedRange.js';
import { lineStart } from '../../engine/text/lines.js';
import { ownText } from '../../engine/text/ownText.js';
import { cutFrom, type Chunk, type CommentLine } from './chunks.js';
import type { Read } from './parsed.js';
import type { InstructionSyntax } from './syntax.js';

export interface Recut {
  /** How many instructions at the beginning stand where they stood. */
  readonly before: number;
  /** How many at the end stand where they stood, but for `by`. */
  readonly behind: number;
  readonly by: number;
  /** What stands between them now. */
  readonly chunks: readonly Chunk[];
  /** All of the file. */
  readonly comments: readonly CommentLine[];
}

/**
 * Cuts an edited file again where it was edited. An instruction ends where it ends whatever comes behind it, but for the last
 * one: so all stay that end above the edit, and all below it from the first one on that begins where one began.
 * Undefined where the first instruction or what stands above it was edited, which may be directives.
 */
export function recut(old: Read, text: string): Recut | undefined {
  const { syntaxes, escape } = old;
  const { start, oldEnd } = changedRange(old.text, text);
  const by = text.length - old.text.length;
  const before = firstFrom(syntaxes, start + 1) - 1;
  const edited = syntaxes[before];
  if (before < 1 || edited === undefined) return undefined;
  const from = lineStart(text, edited.origin.offset);
  let next = firstFrom(syntaxes, oldEnd);
  const startOf = (number: number): number => syntaxes[number]?.origin.offset ?? Number.POSITIVE_INFINITY;
  const { chunks, comments, isMet } = cutFrom(text, from, escape, (at) => {
    while (startOf(next) + by < at) next++;
    return startOf(next) + by === at;
  });
  const all = old.comments.filter(({ span }) => span.start < from);
  for (const comment of comments) all.push({ ...comment, text: ownText(comment.text) });
  if (isMet)
    for (const { text: said, span, inside } of old.comments)
      if (span.start >= startOf(next)) all.push({ text: said, span: { start: span.start + by, end: span.end + by }, inside });
  return { before, behind: isMet ? syntaxes.length - next : 0, by, chunks, comments: all };
}

/** The number of the first instruction that begins at `offset` or behind it. */
function firstFrom(syntaxes: readonly InstructionSyntax[], offset: number): number {
  let low = 0;
  let high = syntaxes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((syntaxes[middle] as InstructionSyntax).origin.offset < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
