import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { done, failed, type Outcome, type RunOptions, type Runner } from '../tool.js';
import { ContentHash } from './contentHash.js';
import { difference, ownFilters, shortCommit, submodules, topFolder, workingTree } from './repository.js';

/** `dev-1a2b3c4d`, with a hash of what is not committed: `dev-1a2b3c4d-9f8e7d6c`. Never `latest`, which pods would pull again. */
export function commitTag(commit: string, dirt?: string): string {
  return `dev-${commit}${dirt === undefined ? '' : `-${dirt}`}`;
}

/**
 * A tag that names what is built: the same files give the same tag, a change gives another.
 * In a repository from its commit and what differs from it, elsewhere from the files of `context`.
 */
export async function developmentTag(runner: Runner, context: string, options: RunOptions = {}): Promise<Outcome<string>> {
  const { signal } = options;
  try {
    const commit = await runner.run(shortCommit(context), options);
    if (commit.ok && commit.value !== null) {
      const hash = new ContentHash(signal);
      const isClean = await addChanges(runner, context, hash, options);
      if (isClean !== undefined) return done(commitTag(commit.value, isClean ? undefined : hash.digest(8)));
    }
    signal?.throwIfAborted();
    const hash = new ContentHash(signal);
    await hash.folder(context);
    return done(`dev-${hash.digest(12)}`);
  } catch (error) {
    if (signal?.aborted === true) return failed({ code: 'cancelled', message: 'Finding a tag was cancelled.' });
    return failed({ code: 'context-unreadable', message: 'The build context cannot be read.', detail: String(error) });
  }
}

/** Submodules of submodules, and so on: nobody has more. */
const deepest = 5;

/** Adds what differs from the commit; whether nothing does, undefined where git cannot say. */
async function addChanges(runner: Runner, folder: string, hash: ContentHash, options: RunOptions, depth = 0): Promise<boolean | undefined> {
  const ask = async <T>(command: Parameters<typeof runner.run<T | null>>[0]): Promise<T | undefined> => {
    const answer = await runner.run(command, options);
    options.signal?.throwIfAborted();
    return answer.ok ? (answer.value ?? undefined) : undefined;
  };
  const quieting = await ask(ownFilters(folder));
  const top = await ask(topFolder(folder));
  if (quieting === undefined || top === undefined) return undefined;
  const tree = await ask(workingTree(folder, quieting));
  if (tree === undefined) return undefined;
  let isClean = tree.status === '';
  if (!isClean) {
    const changed = await ask(difference(folder, quieting));
    if (changed === undefined) return undefined;
    hash.text(tree.status).text(changed);
    for (const path of tree.untracked) await hash.file(join(top, path), path);
  }
  const below = existsSync(join(top, '.gitmodules')) && depth < deepest ? ((await ask(submodules(folder))) ?? []) : [];
  for (const path of below) {
    const own = join(top, path);
    // One that was not fetched holds nothing.
    if (!existsSync(join(own, '.git'))) continue;
    const isOwnClean = await addChanges(runner, own, hash.text(path), options, depth + 1);
    if (isOwnClean === undefined) return undefined;
    isClean &&= isOwnClean;
  }
  return isClean;
}
