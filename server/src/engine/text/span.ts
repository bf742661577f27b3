/** A half-open range of UTF-16 code units in one document. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One replacement in one document. Edits of one fix never overlap. */
export interface Edit {
  readonly span: Span;
  readonly newText: string;
}

export const replace = (span: Span, newText: string): Edit => ({ span, newText });
export const insert = (at: number, newText: string): Edit => ({ span: { start: at, end: at }, newText });
export const remove = (span: Span): Edit => ({ span, newText: '' });

export const spanLength = (span: Span): number => span.end - span.start;
export const contains = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;
export const touches = (span: Span, offset: number): boolean => span.start <= offset && offset <= span.end;
export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/** The text after `edits`; insertions at one offset keep their order. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = edits.map((edit, order) => ({ edit, order })).sort((a, b) => a.edit.span.start - b.edit.span.start || a.order - b.order);
  let out = '';
  let at = 0;
  for (const { edit } of sorted) {
    out += text.slice(at, edit.span.start) + edit.newText;
    at = Math.max(at, edit.span.end);
  }
  return out + text.slice(at);
}

/** The same change with one edit for each place where something is inserted: not every client keeps the order of several. */
export function joined(edits: readonly Edit[]): Edit[] {
  const out: Edit[] = [];
  const places = new Map<number, number>();
  for (const edit of edits) {
    const { start, end } = edit.span;
    const known = start === end ? places.get(start) : undefined;
    const before = known === undefined ? undefined : out[known];
    if (known !== undefined && before !== undefined) out[known] = { span: before.span, newText: before.newText + edit.newText };
    else {
      if (start === end) places.set(start, out.length);
      out.push(edit);
    }
  }
  return out;
}

/** True when no two edits touch the same characters. */
export function areDisjoint(edits: readonly Edit[]): boolean {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return sorted.every((edit, i) => i === 0 || (sorted[i - 1]?.span.end ?? 0) <= edit.span.start);
}

/** Where a finding points that is about something that is not there: such findings make no sense in a text that is completed elsewhere. */
export class Absence implements Span {
  readonly near: Span;

  constructor(near: Span) {
    this.near = near;
  }

  get start(): number {
    return this.near.start;
  }

  get end(): number {
    return this.near.end;
  }

  /** What it is told of has not even a name yet: somebody is about to write it, and what lacks is everything. */
  get isUnwritten(): boolean {
    return this.near.start === this.near.end;
  }
}
