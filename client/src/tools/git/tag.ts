import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { done, failed, type Outcome, type RunOptions, type Runner } from '../tool.js';
import { difference, shortCommit, topFolder, workingTree, type WorkingTree } from './repository.js';

/** `dev-1a2b3c4d`, with a hash of what is not committed: `dev-1a2b3c4d-9f8e7d6c`. Never `latest`, which pods would pull again. */
export function commitTag(commit: string, dirt?: string): string {
  return `dev-${commit}${dirt === undefined ? '' : `-${dirt}`}`;
}

/**
 * A tag that names what is built: the same files give the same tag, a change gives another.
 * In a repository from its commit and what differs from it, elsewhere from the files of `context`.
 */
export async function developmentTag(runner: Runner, context: string, options: RunOptions = {}): Promise<Outcome<string>> {
  const commit = await runner.run(shortCommit(context), options);
  if (!commit.ok && commit.failure.code === 'cancelled') return commit;
  if (commit.ok && commit.value !== null) {
    const tree = await runner.run(workingTree(context), options);
    if (tree.ok && tree.value !== null) {
      if (tree.value.status === '') return done(commitTag(commit.value));
      const dirt = await dirtOf(runner, context, tree.value, options);
      if (dirt !== undefined) return done(commitTag(commit.value, dirt));
    }
  }
  if (options.signal?.aborted === true) return failed({ code: 'cancelled', message: 'Finding a tag was cancelled.' });
  return done(`dev-${await folderHash(context)}`);
}

async function dirtOf(
  runner: Runner,
  context: string,
  { status, untracked }: WorkingTree,
  options: RunOptions,
): Promise<string | undefined> {
  const [changed, top] = await Promise.all([runner.run(difference(context), options), runner.run(topFolder(context), options)]);
  if (!changed.ok || changed.value === null || !top.ok || top.value === null) return undefined;
  const hash = createHash('sha256').update(status).update('\0').update(changed.value);
  for (const path of untracked) await addFile(hash, join(top.value, path), path);
  return hash.digest('hex').slice(0, 8);
}

/** Larger files are known by size and time. */
const readWhole = 8 << 20;
/** A folder of more files than this is known by the first ones; its top is what people edit. */
const mostFiles = 20_000;
const skipped: ReadonlySet<string> = new Set(['.git', 'node_modules', '.venv', '__pycache__']);

/** A hash of the files of a folder, for contexts outside of a repository. */
export async function folderHash(folder: string): Promise<string> {
  const paths: string[] = [];
  const folders = [''];
  for (let at = folders.shift(); at !== undefined && paths.length < mostFiles; at = folders.shift()) {
    const entries = await opendir(join(folder, at)).catch(() => undefined);
    if (entries === undefined) continue;
    for await (const entry of entries) {
      const path = at === '' ? entry.name : `${at}${sep}${entry.name}`;
      if (entry.isDirectory() && !skipped.has(entry.name)) folders.push(path);
      if (entry.isFile()) paths.push(path);
    }
  }
  const hash = createHash('sha256');
  for (const path of paths.sort()) await addFile(hash, join(folder, path), path);
  return hash.digest('hex').slice(0, 12);
}

async function addFile(hash: ReturnType<typeof createHash>, path: string, name: string): Promise<void> {
  hash.update(`\0${name.replaceAll(sep, '/')}\0`);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || !found.isFile()) return;
  if (found.size > readWhole) hash.update(`${found.size} ${found.mtimeMs}`);
  // A file that goes away meanwhile is a change that the next build sees.
  else
    try {
      for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
    } catch {
      hash.update('gone');
    }
}
