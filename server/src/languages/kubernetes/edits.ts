import type { Place, SinceThen } from '../../engine/language.js';

/** What was between `start` and `end` has become longer by so many characters. */
export interface TextEdit {
  readonly start: number;
  /** In the text before. */
  readonly end: number;
  readonly by: number;
}

/** After so many edits without a look everybody is asked again. */
const mostEdits = 50;

/** Edits of a part since its findings were put down. */
export class Edits {
  #edits: TextEdit[] = [];

  add(edit: TextEdit): void {
    if (this.#edits.length <= mostEdits) this.#edits.push(edit);
  }

  /**
   * Moves the places, which count from `start` on, to where they are now, and forgets the edits. Those that were edited
   * themselves are lost; undefined where nothing can be told.
   */
  follow(listed: () => readonly Place[], start: number, isNews: SinceThen['isNews']): SinceThen | undefined {
    const edits = this.#edits;
    if (edits.length === 0) return untouched;
    this.#edits = [];
    if (edits.length > mostEdits) return undefined;
    const lost = new Set<Place>();
    const places = listed();
    for (const edit of edits) for (const place of places) if (!lost.has(place) && !follow(place, start, edit)) lost.add(place);
    return { isNews, lost };
  }
}

const untouched: SinceThen = { isNothing: true, isNews: () => false, lost: new Set() };

function follow(place: Place, from: number, { start, end, by }: TextEdit): boolean {
  if (place.end < from + start) return true;
  if (place.start <= from + end) return false;
  place.start += by;
  place.end += by;
  return true;
}
