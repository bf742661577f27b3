import type { PassingReader } from '../../engine/language.js';
import { parseDockerfile, type ParsedDockerfile } from './parse.js';
import type { Base } from './model.js';
import type { InstructionSyntax } from './syntax.js';

/** So many texts are kept, twice. */
const mostTexts = 2000;
/** Of one text; a file rarely says the same more often. */
const mostAlike = 4;
/** Texts hold on to the document that they are cut from. */
const longestDocument = 64 * 1024;

/**
 * Instructions of files that are judged once and let go of, by their text: Dockerfiles of one workspace have most of their lines
 * in common, and reading them is a third of the work. A syntax belongs to one model at a time, since its spans stand in one
 * document: who takes it has it alone until the model is released.
 */
export class DockerfileShelf implements PassingReader<ParsedDockerfile> {
  #young = new Map<string, InstructionSyntax[]>();
  #old: ReadonlyMap<string, InstructionSyntax[]> = new Map();
  readonly #seen = new Int32Array(1 << 14);
  #bases = new Map<string, Base>();

  parse(text: string): ParsedDockerfile {
    return parseDockerfile(text, undefined, text.length > longestDocument ? undefined : this);
  }

  get bases(): Map<string, Base> {
    if (this.#bases.size > mostTexts) this.#bases = new Map();
    return this.#bases;
  }

  take(source: string): InstructionSyntax | undefined {
    return (this.#young.get(source) ?? this.#old.get(source))?.pop();
  }

  release({ syntaxes, escape, text }: ParsedDockerfile): void {
    if (escape !== '\\' || text.length > longestDocument) return;
    if (this.#young.size >= mostTexts) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    for (const syntax of syntaxes) {
      const { source } = syntax;
      const same = this.#young.get(source) ?? this.#old.get(source);
      if (same === undefined && !this.#isUsual(source)) continue;
      syntax.leave();
      if (same === undefined) this.#young.set(source, [syntax]);
      else {
        if (same.length < mostAlike) same.push(syntax);
        this.#young.set(source, same);
      }
    }
  }

  /**
   * Whether it has been seen twice before. Of a thousand Dockerfiles, each read twice, most texts never come a third time: without
   * them a third of the texts is kept, and nine tenths of those that are found here still are.
   */
  #isUsual(source: string): boolean {
    let hash = source.length;
    for (let i = 0; i < source.length; i++) hash = (Math.imul(hash, 31) + source.charCodeAt(i)) | 0;
    const at = (hash ^ (hash >>> 15)) & (this.#seen.length - 1);
    // The last bit tells once from more often.
    const known = this.#seen[at] as number;
    const first = hash & ~1;
    if (known === (first | 1)) return true;
    this.#seen[at] = known === first ? first | 1 : first;
    return false;
  }
}
