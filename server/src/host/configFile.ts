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
): Promise<ConfigFile | undefined> {
  const known = cache.get(folder);
  if (known !== undefined || cache.has(folder)) return known;
  const here = configFileNames.map((name) => join(folder, name)).find((path) => existsSync(path));
  const parent = dirname(folder);
  const found =
    here !== undefined ? await readConfig(here) : parent === folder || folder === stop ? undefined : await findConfig(parent, stop, cache);
  cache.set(folder, found);
  return found;
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
