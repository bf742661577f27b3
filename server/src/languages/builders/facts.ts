import type { Fact } from '../../engine/facts/facts.js';
import type { Span } from '../../engine/text/span.js';
import { joinPath } from '../compose/facts.js';
import { parseImageReference } from '../dockerfile/image.js';
import type { BuildSource } from '../kubernetes/imageSource.js';

declare module '../../engine/facts/facts.js' {
  interface FactData {
    /** What a Dockerfile is built from; the key is the Dockerfile's absolute path. */
    'build.context': {
      /** Absolute folder. */
      readonly context: string;
      readonly by: BuildSource;
      /** What the build is called there: a service, a target, an image. */
      readonly name: string;
      /** Names of build arguments that it gives, where they are looked at. */
      readonly arguments?: readonly string[];
    };
  }
}

/** One build as a file describes it. `undefined` is not known, and nothing is said of what rests on it. */
export interface Build {
  readonly by: BuildSource;
  readonly name: string;
  /** Image references without variables in their names. */
  readonly images: readonly string[];
  /** Absolute. */
  readonly dockerfile: string | undefined;
  /** Absolute. */
  readonly context: string | undefined;
  /** `null`: the last stage. */
  readonly target: string | null | undefined;
  readonly arguments?: readonly string[];
  readonly at: Span;
}

export function buildFacts({ by, name, images, dockerfile, context, target, arguments: given = [], at }: Build): readonly Fact[] {
  if (dockerfile === undefined) return [];
  const facts: Fact[] =
    context === undefined
      ? []
      : [{ kind: 'build.context', key: dockerfile, data: { context, by, name, ...(given.length === 0 ? {} : { arguments: given }) }, at }];
  // A stage that a variable names is not known, and the last one would be a guess.
  if (target === undefined) return facts;
  for (const image of images) {
    const { repository, tag } = parseImageReference(image);
    const data = { dockerfile, target, by, ...(tag === undefined ? {} : { tag }) };
    if (repository !== '') facts.push({ kind: 'image.build', key: repository, data, at });
  }
  return facts;
}

/** Whether a context is a folder here: no address of a repository, no other target, nothing that a shell fills in. */
export function isLocalPath(path: string): boolean {
  return !/^[a-z][a-z0-9+.-]*:\/\/|^(?:git@|target:|docker-image:|~)|^github\.com\/|\.git(?:#|$)|[$`{]/i.test(path);
}

/** An image's name where at most the tag holds a variable: `shop/api:${TAG}` → `shop/api`. */
export function knownImage(text: string): string | undefined {
  const variable = text.search(/[$%{]/);
  if (variable === -1) return text === '' ? undefined : text;
  const known = text.slice(0, variable);
  const colon = known.lastIndexOf(':');
  return colon > 0 && colon > known.lastIndexOf('/') && !text.slice(variable).includes('/') ? known.slice(0, colon) : undefined;
}

export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/** A path of a build file, made absolute; undefined where it is no local one. */
export function placeIn(folder: string, path: string | undefined): string | undefined {
  return path === undefined || !isLocalPath(path) ? undefined : joinPath(folder, path);
}
