import type { Part, Place, SinceThen } from '../../engine/language.js';
import { Edits } from './edits.js';
import type { KubernetesFile } from './file.js';

/**
 * What the rules judge that see all of a file. It outlives edits that changed nothing that these rules read; what they found
 * is then somewhere else at most.
 */
export class WholeFile implements Part {
  readonly file: KubernetesFile;
  readonly start = 0;
  readonly sort = 'file';
  readonly edits = new Edits();

  constructor(file: KubernetesFile) {
    this.file = file;
  }

  since(places: () => readonly Place[]): SinceThen | undefined {
    return this.edits.follow(places, 0, () => false);
  }
}
