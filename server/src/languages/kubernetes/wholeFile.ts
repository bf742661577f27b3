import type { Part, Place, SinceThen } from '../../engine/language.js';
import type { KubernetesChecks } from './checks.js';
import { noReads } from '../yaml/reads.js';
import { Edits, type TextEdit } from './edits.js';
import type { KubernetesFile } from './file.js';

/**
 * What the rules judge that see all of a file. It outlives edits that changed no more than values: then those are asked again that
 * read one of these, and what the others found is somewhere else at most.
 */
export class WholeFile implements Part {
  readonly file: KubernetesFile;
  readonly start = 0;
  readonly sort = 'file';
  readonly #edits = new Edits();
  /** Readers of what has changed since findings were put down. */
  #changed = new Set<number>();

  constructor(file: KubernetesFile) {
    this.file = file;
  }

  edited(edit: TextEdit, concerned: ReadonlySet<number>): void {
    this.#edits.add(edit);
    for (const one of concerned) this.#changed.add(one);
  }

  since(places: () => readonly Place[]): SinceThen | undefined {
    const { reads } = this.file;
    if (reads === noReads) return undefined;
    const concerned = this.#changed;
    if (concerned.size > 0) this.#changed = new Set();
    return this.#edits.follow(places, 0, (checks, i) => concerned.has(reads.numbersOf(checks, handlerOf)[i] as number));
  }
}

const handlerOf = (check: unknown): unknown => (check as KubernetesChecks).File;
