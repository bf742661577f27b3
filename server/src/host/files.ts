import { readdirSync, readFileSync, statSync, type Dirent, type Stats } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import picomatch from 'picomatch';

export interface WalkOptions {
  /** Whether a file of this path is wanted. */
  readonly isWanted: (path: string) => boolean;
  readonly gitignore: boolean;
  /** Hears of a folder that cannot be read; the others are still looked at. */
  readonly leftOut: (folder: string, error: unknown) => void;
  /** Hears of everything in each folder that has a wanted file. */
  readonly listed?: (folder: string, entries: readonly Dirent[]) => void;
}

/** Folders that hold nobody's own files. */
const skippedFolders: ReadonlySet<string> = new Set(['.git', 'node_modules', '.hg', '.svn', '.venv', '__pycache__']);

/** More files than this are no workspace that somebody looks at as a whole: of what they tell each other, the first count. */
export const mostFiles = 5000;

export class PathError extends Error {}

/**
 * The files to judge, one at a time, so that memory does not grow with their number. A file that is named is taken
 * whatever it is called as long as some language knows it; folders and globs give the files that a language knows.
 */
export function* filesToLint(paths: readonly string[], options: WalkOptions): Generator<string> {
  const seen = new Set<string>();
  for (const path of paths.length === 0 ? ['.'] : paths) {
    for (const file of expandPath(path, options)) {
      const key = resolve(file);
      if (seen.has(key)) continue;
      seen.add(key);
      yield file;
    }
  }
}

function* expandPath(path: string, options: WalkOptions): Generator<string> {
  const found = lookAt(path);
  if (found?.isFile() === true) {
    if (!options.isWanted(path))
      throw new PathError(
        `${path}: not a Dockerfile, .dockerignore or manifest by its name; use --stdin --stdin-filename Dockerfile to judge it all the same`,
      );
    yield path;
    return;
  }
  if (found?.isDirectory() === true) {
    yield* walk(path, path, options.gitignore ? gitignoresAbove(path) : undefined, options);
    return;
  }
  const { base, isGlob } = picomatch.scan(path);
  if (!isGlob) throw new PathError(`${path}: no such file or folder`);
  const folder = base === '' ? '.' : base;
  if (lookAt(folder)?.isDirectory() !== true) throw new PathError(`${path}: no such folder ${folder}`);
  const isMatch = picomatch(path.replace(/^\.\//, ''), { dot: true });
  let isFound = false;
  for (const file of walk(folder, folder, options.gitignore ? gitignoresAbove(folder) : undefined, options)) {
    if (!isMatch(file.replaceAll('\\', '/').replace(/^\.\//, ''))) continue;
    isFound = true;
    yield file;
  }
  // Most often the pattern is misspelt, or the shell has not been kept from it; "no findings" would hide that.
  if (!isFound) throw new PathError(`${path}: matches no Dockerfile, .dockerignore or manifest`);
}

/** What is at the path; undefined when there is nothing, whatever the reason. */
function lookAt(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new PathError(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** One `.gitignore` with the folder that its patterns are relative to. */
interface IgnoreFile {
  readonly folder: string;
  readonly rules: Ignore;
}

/** `above` is undefined where nobody asks what `.gitignore` says. */
function* walk(folder: string, root: string, above: readonly IgnoreFile[] | undefined, options: WalkOptions): Generator<string> {
  let entries: readonly Dirent[];
  let ignores: readonly IgnoreFile[] | undefined;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
    ignores = above === undefined || (root === folder && above.length > 0) ? above : withIgnoreFile(folder, above);
  } catch (error) {
    options.leftOut(folder, error);
    return;
  }
  let isListed = options.listed === undefined;
  for (const { name, isFolder, isLink } of namesIn(entries)) {
    const path = folder === '.' ? name : join(folder, name);
    if (isFolder ? skippedFolders.has(name) : !options.isWanted(path)) continue;
    if (ignores !== undefined && isIgnored(path, isFolder, ignores)) continue;
    if (isFolder) yield* walk(path, root, ignores, options);
    else if (!isLink || leadsToFile(path)) {
      if (!isListed) options.listed?.(folder, entries);
      isListed = true;
      yield path;
    }
  }
}

interface Entry {
  readonly name: string;
  readonly isFolder: boolean;
  readonly isLink: boolean;
}

/** Files and folders in the order of their names. Pipes, sockets and devices are nobody's Dockerfile, and reading one may never end. */
function namesIn(entries: readonly Dirent[]): Entry[] {
  const names: Entry[] = [];
  for (const entry of entries) {
    const [isFolder, isLink] = [entry.isDirectory(), entry.isSymbolicLink()];
    if (isFolder || isLink || entry.isFile()) names.push({ name: entry.name, isFolder, isLink });
  }
  return names.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Links to folders are not followed, or a circle of them would never end. A link to nothing is told when it is read. */
function leadsToFile(link: string): boolean {
  try {
    return statSync(link).isFile();
  } catch {
    return true;
  }
}

function isIgnored(path: string, isFolder: boolean, ignores: readonly IgnoreFile[]): boolean {
  let ignored = false;
  for (const { folder, rules } of ignores) {
    const inside = relative(folder, path).replaceAll('\\', '/');
    if (inside === '' || inside.startsWith('..')) continue;
    const verdict = rules.test(isFolder ? `${inside}/` : inside);
    if (verdict.ignored) ignored = true;
    else if (verdict.unignored) ignored = false;
  }
  return ignored;
}

function withIgnoreFile(folder: string, above: readonly IgnoreFile[]): readonly IgnoreFile[] {
  const path = join(folder, '.gitignore');
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return above;
  return [...above, { folder, rules: ignore().add(readFileSync(path, 'utf8')) }];
}

/** The `.gitignore` files of the repository's folders from its root down to `folder`. */
function gitignoresAbove(folder: string): readonly IgnoreFile[] {
  const chain: string[] = [];
  let at = resolve(folder);
  for (;;) {
    chain.unshift(at);
    if (statSync(join(at, '.git'), { throwIfNoEntry: false }) !== undefined) break;
    const parent = resolve(at, '..');
    // Outside of a repository only the folder itself speaks.
    if (parent === at) return withIgnoreFile(folder, []);
    at = parent;
  }
  return chain.reduce<readonly IgnoreFile[]>((ignores, next) => withIgnoreFile(next, ignores), []);
}
