import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import picomatch from 'picomatch';
import type { Config } from '../engine/config/config.js';
import { rules } from '../rules/index.js';

export const configFileNames = ['.slipway.yaml', '.slipway.yml'] as const;

/** A project's configuration with the folder that its globs are relative to. */
export interface ConfigFile {
  readonly path: string;
  readonly config: Config;
  /** Faults of the file as a user can act on them; the rest of it still holds. */
  readonly problems: readonly string[];
}

/** The nearest configuration file at or above `folder`; `stop` is the last folder looked at. */
export async function findConfig(
  folder: string,
  stop: string | undefined,
  cache: Map<string, ConfigFile | undefined>,
  isThere: (path: string) => boolean = existsSync,
): Promise<ConfigFile | undefined> {
  const known = knownConfig(folder, stop, cache, isThere);
  if (known !== unread) return known;
  const here = configIn(folder, isThere);
  const found = here === undefined ? await findConfig(dirname(folder), stop, cache, isThere) : await readConfig(here);
  cache.set(folder, found);
  return found;
}

/** There is a file, and nobody has read it yet. */
export const unread = Symbol('unread');

/** The same without waiting. */
export function knownConfig(
  folder: string,
  stop: string | undefined,
  cache: Map<string, ConfigFile | undefined>,
  isThere: (path: string) => boolean,
): ConfigFile | undefined | typeof unread {
  const known = cache.get(folder);
  if (known !== undefined || cache.has(folder)) return known;
  if (configIn(folder, isThere) !== undefined) return unread;
  const parent = dirname(folder);
  const found = parent === folder || folder === stop ? undefined : knownConfig(parent, stop, cache, isThere);
  if (found !== unread) cache.set(folder, found);
  return found;
}

function configIn(folder: string, isThere: (path: string) => boolean): string | undefined {
  for (const name of configFileNames) {
    const path = join(folder, name);
    if (isThere(path)) return path;
  }
  return undefined;
}

export async function readConfig(path: string): Promise<ConfigFile> {
  // The YAML parser is not part of the start: most projects have no configuration file.
  const { readConfigText } = await import('./configText.js');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return { path, config: {}, problems: [`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`] };
  }
  const { config, problems } = readConfigText(text, rules);
  return { path, config, problems: problems.map((problem) => `${path}:${problem.line + 1}: ${problem.message}`) };
}

/** Tells whether `file` is meant by globs of a configuration in `folder`. */
export function globMatcher(folder: string, file: string): (globs: readonly string[]) => boolean {
  const path = relative(resolve(folder), resolve(file)).replaceAll('\\', '/');
  return (globs) => globs.some((glob) => picomatch(glob, { dot: true })(path));
}
