import type { Surroundings } from '../../engine/rule/define.js';
import { parseDockerignore, type IgnorePattern } from '../dockerignore/language.js';
import { ignoreMatcher, type IgnoreMatcher } from '../dockerignore/match.js';
import type { BuildContext } from './context.js';
import { ignoreFilePaths } from './ignoreFiles.js';

/** The ignore file that is in force for a Dockerfile. */
export interface IgnoreFile {
  /** Relative to the Dockerfile's folder. */
  readonly path: string;
  readonly text: string;
  readonly patterns: readonly IgnorePattern[];
  readonly matcher: IgnoreMatcher;
}

/** The ignore file of a build from `context`: `<Dockerfile>.dockerignore` beside the Dockerfile goes before the one in the context. */
export function ignoreFileOf(near: Surroundings, context: BuildContext): IgnoreFile | undefined {
  for (const path of ignoreFilePaths(near, context)) {
    const text = near.read(path);
    if (text === undefined) continue;
    const { patterns } = parseDockerignore(text);
    return { path, text, patterns, matcher: ignoreMatcher(patterns) };
  }
  return undefined;
}
