import type { PathStep } from './nodes.js';

/** Where a column lies in braces that were opened in the same line; of what is half typed, as far as can be told. */
export interface FlowPlace {
  /** From what the outermost brace or bracket is. */
  readonly path: readonly PathStep[];
  readonly kind: 'word' | 'value';
  /** Of the word around the column. */
  readonly start: number;
  readonly end: number;
  readonly isQuoted: boolean;
  readonly hasColon: boolean;
  readonly needsBlank: boolean;
  /** Entries of the maps around it, the innermost first. */
  readonly maps: readonly ReadonlyMap<string, string>[];
}

interface Frame {
  readonly isMap: boolean;
  /** The way from the one around it. */
  readonly step: PathStep | undefined;
  key: string | undefined;
  readonly entries: Map<string, string>;
}

interface Stop {
  readonly frames: readonly Frame[];
  readonly key: string | undefined;
  /** Where the key or value begins that the column is in. */
  readonly begin: number;
}

/** Nobody writes more of them in each other in one line. */
const mostFrames = 20;

/** `from` is the column of the first brace or bracket. Undefined where nothing can be written. */
export function flowPlaceAt(line: string, from: number, column: number): FlowPlace | undefined {
  const stack: Frame[] = [];
  let stop: Stop | undefined;
  let begin = from;
  // Behind what was closed only a comma can stand.
  let isDone = false;
  const enter = (): void => {
    const frame = stack.at(-1);
    if (frame?.isMap === true && frame.key !== undefined) frame.entries.set(frame.key, isDone ? '' : unquoted(line.slice(begin, at)));
  };
  let at = from;
  for (; at <= line.length; at++) {
    if (at === column) {
      if (stack.length === 0 || isDone) return undefined;
      stop = { frames: [...stack], key: stack.at(-1)?.key, begin };
    }
    const sign = line[at] ?? '';
    const top = stack.at(-1);
    if (sign === '"' || sign === "'") {
      const close = line.indexOf(sign, at + 1);
      const end = close === -1 ? line.length : close;
      if (at < column && column <= end) stop = { frames: [...stack], key: top?.key, begin };
      at = end;
    } else if (sign === '#' && /\s/.test(line[at - 1] ?? '')) break;
    else if (sign === '{' || sign === '[') {
      const step = top === undefined ? undefined : top.isMap ? top.key : 0;
      if ((top !== undefined && step === undefined) || stack.length >= mostFrames) break;
      stack.push({ isMap: sign === '{', step, key: undefined, entries: new Map() });
      begin = at + 1;
      isDone = false;
    } else if (sign === '}' || sign === ']') {
      if (top?.isMap !== (sign === '}')) break;
      enter();
      stack.pop();
      isDone = true;
      if (stack.length === 0 && at >= column) break;
    } else if (sign === ',') {
      enter();
      if (top !== undefined) top.key = undefined;
      begin = at + 1;
      isDone = false;
    } else if (sign === ':' && top?.isMap === true && top.key === undefined && endsKey(line, at)) {
      top.key = unquoted(line.slice(begin, at));
      begin = at + 1;
    }
  }
  return stop === undefined ? undefined : placeOf(line, column, stop);
}

/** A colon within a plain word is a part of it. */
const endsKey = (line: string, at: number): boolean =>
  /[\s"'{}[\],]/.test((line[at + 1] ?? ' ') + (/["']/.exec(line[at - 1] ?? '')?.[0] ?? ''));

const wordCharacter = /[^\s"'[\]{},#]/;

function placeOf(line: string, column: number, { frames, key, begin }: Stop): FlowPlace | undefined {
  const top = frames.at(-1) as Frame;
  let start = column;
  let end = column;
  while (start > begin && wordCharacter.test(line[start - 1] ?? '')) start--;
  while (end < line.length && wordCharacter.test(line[end] ?? '') && !(line[end] === ':' && endsKey(line, end))) end++;
  const opening = line.slice(begin, start).trim();
  const isKey = top.isMap && key === undefined;
  const after = line.slice(end);
  const hasColon = isKey && /^["']?\s*:(?:[\s,}\]]|$)/.test(after);
  if (!/^["']?$/.test(opening) || !(hasColon || /^["']?\s*(?:[,}\]]|#|$)/.test(after))) return undefined;
  const steps = frames.slice(1).map(({ step }) => step as PathStep);
  return {
    path: isKey ? steps : [...steps, key ?? 0],
    kind: isKey ? 'word' : 'value',
    start,
    end,
    isQuoted: opening !== '',
    hasColon: hasColon || !isKey,
    needsBlank: top.isMap && !isKey && start === begin && opening === '',
    maps: frames
      .filter(({ isMap }) => isMap)
      .map(({ entries }) => entries)
      .reverse(),
  };
}

const unquoted = (text: string): string => text.trim().replace(/^(["'])(.*)\1$/, '$2');
