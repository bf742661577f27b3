import type { Edit } from '../text/span.js';
import type { Fix, FixSafety } from './define.js';

/** A fix whose edits are worked out once, when somebody reads them; there may be none after all. */
export class DearFix implements Fix {
  readonly title: string;
  declare readonly safety?: FixSafety;
  declare readonly cures?: readonly string[];
  readonly isDear = true;
  #edits: readonly Edit[] | undefined;
  readonly #make: () => readonly Edit[];

  constructor(title: string, make: () => readonly Edit[], more: Pick<Fix, 'safety' | 'cures'> = {}) {
    this.title = title;
    this.#make = make;
    if (more.safety !== undefined) this.safety = more.safety;
    if (more.cures !== undefined) this.cures = more.cures;
  }

  get edits(): readonly Edit[] {
    return (this.#edits ??= this.#make());
  }
}
