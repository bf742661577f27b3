import { maskTemplates } from '../yaml/templates.js';
import { placeholder } from '../yaml/nodes.js';

/** A stretch of what `helm template` puts out that came from one file. */
export interface RenderedPart {
  /** As Helm names it: `shop/templates/app.yaml`, `shop/charts/cache/templates/app.yaml`. */
  readonly source: string;
  /** Offset of its first line behind the comment, and of its end. */
  readonly from: number;
  readonly to: number;
}

/** Cuts the output at the comments that Helm writes above what each template gives. */
export function renderedParts(text: string): RenderedPart[] {
  const marks = [...text.matchAll(/^---\r?\n# Source: ([^\r\n]+)\r?\n/gm)];
  return marks.map((mark, i) => ({
    source: mark[1] as string,
    from: mark.index + mark[0].length,
    to: marks[i + 1]?.index ?? text.length,
  }));
}

/** More lines than this are compared one by one only. */
const mostCompared = 4_000_000;

/**
 * For each line of what a template gave, the line of the template that it most likely came from; both from 0. Lines are paired in
 * order, the most text first; a line that comes from a value or another template stands at the action that put it there.
 */
export function linesOfTemplate(template: string, rendered: string): number[] {
  const from = template.split('\n').map(shapeOf(maskedLines(template)));
  const to = rendered.split('\n').map((line) => line.trim());
  const pairs = from.length * to.length <= mostCompared ? aligned(from, to) : to.map(() => -1);
  let last = 0;
  return to.map((line, i) => {
    const own = pairs[i] ?? -1;
    if (own !== -1) return (last = own);
    // A loop gives its lines again, out of order.
    const again = line === '' ? -1 : nearestLike(from, line, last);
    if (again !== -1) return again;
    const next = pairs.find((each, j) => j > i && each !== -1) ?? from.length;
    const action = from.findIndex(({ isAction }, j) => j > last && j < next && isAction);
    return action === -1 ? last : action;
  });
}

interface Shape {
  /** What is written out, in order; `isOpen` at the sides where an action stands. */
  readonly pieces: readonly string[];
  readonly opensLeft: boolean;
  readonly opensRight: boolean;
  /** Nothing but actions. */
  readonly isAction: boolean;
}

function maskedLines(template: string): readonly string[] {
  return maskTemplates(template).split('\n');
}

const shapeOf =
  (masked: readonly string[]) =>
  (line: string, i: number): Shape => {
    const text = (masked[i] ?? line).trim();
    // A line of nothing but actions is masked as a comment.
    const isAction = text.includes(placeholder) && text.replaceAll(placeholder, '').replaceAll('#', '').trim() === '';
    const pieces = isAction ? [] : text.split(new RegExp(`${placeholder}+`)).map((piece) => piece.trim());
    return {
      pieces: pieces.filter((piece) => piece !== ''),
      opensLeft: text.startsWith(placeholder),
      opensRight: text.endsWith(placeholder),
      isAction,
    };
  };

/** How much of the line the template writes out; 0 when it cannot have come from there. */
function likeness({ pieces, opensLeft, opensRight }: Shape, line: string): number {
  if (line === '' || pieces.length === 0) return 0;
  let at = 0;
  let same = 0;
  for (const [i, piece] of pieces.entries()) {
    const isLast = i === pieces.length - 1;
    const found =
      i === 0 && !opensLeft ? (line.startsWith(piece) ? 0 : -1) : isLast && !opensRight ? line.lastIndexOf(piece) : line.indexOf(piece, at);
    if (found < at) return 0;
    if (isLast && !opensRight && found + piece.length !== line.length) return 0;
    at = found + piece.length;
    same += piece.length;
  }
  return same + (same === line.length ? 2 : 1);
}

function aligned(from: readonly Shape[], to: readonly string[]): number[] {
  const width = to.length + 1;
  const best = new Float64Array((from.length + 1) * width);
  for (let i = from.length - 1; i >= 0; i--)
    for (let j = to.length - 1; j >= 0; j--) {
      const like = likeness(from[i] as Shape, to[j] as string);
      const paired = like === 0 ? 0 : like + (best[(i + 1) * width + j + 1] as number);
      best[i * width + j] = Math.max(paired, best[(i + 1) * width + j] as number, best[i * width + j + 1] as number);
    }
  const pairs: number[] = to.map(() => -1);
  for (let i = 0, j = 0; i < from.length && j < to.length; ) {
    const here = best[i * width + j] as number;
    if (here === best[(i + 1) * width + j]) i++;
    else if (here === best[i * width + j + 1]) j++;
    else pairs[j++] = i++;
  }
  return pairs;
}

function nearestLike(from: readonly Shape[], line: string, near: number): number {
  let found = -1;
  let most = 0;
  from.forEach((shape, i) => {
    const like = likeness(shape, line);
    if (like > most || (like === most && like > 0 && Math.abs(i - near) < Math.abs(found - near))) {
      most = like;
      found = i;
    }
  });
  return found;
}
