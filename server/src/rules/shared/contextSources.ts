import type { Surroundings } from '../../engine/rule/define.js';
import type { AddInstruction, CopyInstruction, Dockerfile, Word } from '../../languages/dockerfile/model.js';
import { isDockerfileName } from '../../languages/dockerfile/language.js';
import { cleanPath } from '../../languages/dockerignore/match.js';

/** A path that COPY or ADD takes from the build context. */
export interface ContextSource {
  readonly instruction: CopyInstruction | AddInstruction;
  readonly word: Word;
  /** Relative to the context, cleaned; `.` is all of it. Wildcards are kept. */
  readonly path: string;
  readonly wildcard: boolean;
}

/** The sources of one instruction whose value is known; those of ONBUILD are in the context of another build. */
export function sourcesOf(instruction: CopyInstruction | AddInstruction): ContextSource[] {
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
export function contextSources(model: Dockerfile): ContextSource[] {
  return [...model.ofKind('COPY'), ...model.ofKind('ADD')].sort((a, b) => a.span.start - b.span.start).flatMap(sourcesOf);
}

/** ADD fetches URLs and Git repositories. */
function isRemote(value: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/|^git@/i.test(value);
}

/**
 * The names in the context, when the Dockerfile's folder is it as far as one can see: all that is copied by name is there, and more
 * than Dockerfiles. A `.dockerignore` above says that the context is above.
 */
export function namesInContext(model: Dockerfile, near: Surroundings): readonly string[] | undefined {
  const names = near.list('.');
  if (names === undefined || near.exists('../.dockerignore') === true) return undefined;
  if (names.every((name) => isDockerfileName(name) || /\.dockerignore$|\.(?:md|sh)$/i.test(name))) return undefined;
  const isMissing = ({ path, wildcard }: ContextSource): boolean => !wildcard && path !== '.' && near.exists(path) === false;
  return contextSources(model).some(isMissing) ? undefined : names;
}
