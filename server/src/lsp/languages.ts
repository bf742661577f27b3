import type { Language } from '../engine/language.js';
import { isOnDisk } from '../host/disk.js';
import { tellsBuilds } from '../languages/builders/index.js';
import { allLanguages, languageOf, tellsFacts } from '../languages/index.js';

/**
 * Which language a file is of. The code of some is in the server's second script: where that is missing or broken they are none,
 * and the others stay.
 */
export class Languages {
  #isBroken = false;
  readonly #tell: (error: unknown) => void;

  /** `tell` hears of the first failure alone. */
  constructor(tell: (error: unknown) => void) {
    this.#tell = tell;
  }

  /** Whether files of some languages cannot be read: what they would say is unknown, and not absent. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  of(path: string, editorLanguage?: string, isThere: (path: string) => boolean = isOnDisk): Language | undefined {
    return this.#attempt(() => languageOf(path, editorLanguage, isThere));
  }

  all(): readonly Language[] {
    return this.#attempt(allLanguages) ?? [];
  }

  /** Whether a file of this path may say something to the others. */
  tellsFacts(path: string): boolean {
    return this.#attempt(() => tellsFacts(path, isOnDisk)) ?? tellsBuilds(path);
  }

  #attempt<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (!this.#isBroken) {
        this.#isBroken = true;
        this.#tell(error);
      }
      return undefined;
    }
  }
}
