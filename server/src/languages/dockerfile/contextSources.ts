import { cleanPath } from '../dockerignore/match.js';
import type { AddInstruction, CopyInstruction, Dockerfile, Word } from './model.js';

/** A path that COPY or ADD takes from the build context. */
export interface ContextSource {
  readonly instruction: CopyInstruction | AddInstruction;
  readonly word: Word;
  /** Relative to the context, cleaned; `.` is all of it. Wildcards are kept. */
  readonly path: string;
  readonly wildcard: boolean;
}

/** The sources of one instruction whose value is known; those of ONBUILD are in the context of another build. */
export function sourcesOf(instruction: CopyInstruction | AddInstruction): readonly ContextSource[] {
  return instruction.contextSources;
}

/** Reads them; `sourcesOf` knows them already. */
export function readSources(instruction: CopyInstruction | AddInstruction): readonly ContextSource[] {
  if (instruction.onbuild !== undefined || (instruction.kind === 'COPY' && instruction.from !== undefined)) return [];
  return instruction.sources.flatMap((word) => {
    const { value, complete } = instruction.expand(word.value);
    if (!complete || value === '' || isRemote(value)) return [];
    // The context is its own root: nothing is above it.
    const path = cleanPath(`/${value}`).slice(1) || '.';
    return [{ instruction, word, path, wildcard: /[*?[]/.test(path) }];
  });
}

/** The sources of all instructions, in the order of the file. */
export function contextSources(model: Dockerfile): readonly ContextSource[] {
  const copies = model.ofKind('COPY');
  const adds = model.ofKind('ADD');
  if (adds.length === 0) return copies.flatMap(sourcesOf);
  return [...copies, ...adds].sort((a, b) => a.span.start - b.span.start).flatMap(sourcesOf);
}

/** ADD fetches URLs and Git repositories. */
function isRemote(value: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/|^git@/i.test(value);
}
