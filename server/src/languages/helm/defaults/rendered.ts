import type { Span } from '../../../engine/text/span.js';
import { parseKubernetes, type KubernetesFile } from '../../kubernetes/file.js';
import type { Pod } from '../../kubernetes/pod.js';
import type { Piece } from './evaluate.js';
import { hole, unknownWord } from './values.js';

/** What a template gives with some values, read as manifests, with the way back to the template. */
export class Rendered {
  readonly text: string;
  readonly file: KubernetesFile;
  readonly #pieces: readonly Piece[];
  /** Where each piece begins. */
  readonly #starts: readonly number[];
  /** Offsets of lines that are not known, and of their indentation. */
  readonly #holes: readonly { readonly at: number; readonly column: number }[];

  constructor(pieces: readonly Piece[]) {
    this.#pieces = pieces;
    const starts: number[] = [];
    let length = 0;
    for (const { text } of pieces) {
      starts.push(length);
      length += text.length;
    }
    this.#starts = starts;
    const { text, holes } = withoutHoles(pieces.map((piece) => piece.text).join(''));
    this.text = text;
    this.#holes = holes;
    this.file = parseKubernetes(text);
  }

  /** Whether something that is not known may be in the pod besides what is read. */
  isOpen(pod: Pod): boolean {
    const start = pod.spec.span.start;
    const end = this.file.documentAt(start)?.span.end ?? this.text.length;
    const column = start - (this.text.lastIndexOf('\n', start - 1) + 1);
    return this.#holes.some((each) => each.at >= start && each.at <= end && each.column >= column);
  }

  pieceAt(offset: number): Piece | undefined {
    return this.#pieces[this.#indexAt(offset)];
  }

  /** Where in a stretch of the output the first action has put something. */
  actionIn({ start, end }: Span): number | undefined {
    for (let i = this.#indexAt(start); i < this.#pieces.length && (i === 0 || (this.#starts[i] as number) < end); i++)
      if (this.#pieces[i]?.isOwn === false) return Math.max(start, this.#starts[i] as number);
    return undefined;
  }

  /** Where a stretch of the output comes from in the template: to the letter in its own text, else the whole action. */
  place({ start, end }: Span): Span {
    const [first, last] = [this.#indexAt(start), this.#indexAt(Math.max(start, end - 1))];
    return { start: this.#edge(first, start, 'from'), end: this.#edge(last, end, 'to') };
  }

  /** The offset in the template of one in its own text. */
  ownOffset(offset: number): number | undefined {
    const i = this.#indexAt(offset);
    const piece = this.#pieces[i];
    return piece?.isOwn === true ? piece.from + offset - (this.#starts[i] as number) : undefined;
  }

  #edge(i: number, offset: number, side: 'from' | 'to'): number {
    const piece = this.#pieces[i];
    if (piece === undefined) return 0;
    return piece.isOwn ? Math.min(piece.from + offset - (this.#starts[i] as number), piece.to) : piece[side];
  }

  #indexAt(offset: number): number {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

const unknownLine = /^([ \t]*)[\uE000\uE001]+(?=[ \t]*\r?$)/gm;
const imageLine = /^[ \t]*(?:-[ \t]+)?image:[^\n]*\uE000[^\n]*$/gm;
const unknownTag = /^([^\n:]*:[ \t]*["']?[\w./:-]*?\w)(:[\w.-]*\uE000[\w.-]*)(?=["']?[ \t]*\r?$)/;
/** A longer line names no image. */
const longestImage = 600;

/** Lines of nothing that is known become comments, as many characters long; so does the version of an image that is not known. */
function withoutHoles(raw: string): { readonly text: string; readonly holes: { at: number; column: number }[] } {
  const holes: { at: number; column: number }[] = [];
  let text = raw.replace(unknownLine, (line, blanks: string, offset: number) => {
    holes.push({ at: offset, column: blanks.length });
    return blanks + '#'.repeat(line.length - blanks.length);
  });
  for (let at = text.indexOf(hole); at !== -1; at = text.indexOf(hole, at + 1)) holes.push({ at, column: Number.MAX_SAFE_INTEGER });
  // At the end of a line they are further lines; within one, words.
  text = text.replace(/\uE001(?=[ \t]*\r?(?:\n|$))/g, ' ').replaceAll(hole, unknownWord);
  text = text.replace(imageLine, (line) =>
    line.length > longestImage ? line : line.replace(unknownTag, (_all, name: string, tag: string) => name + ' '.repeat(tag.length)),
  );
  return { text, holes };
}
