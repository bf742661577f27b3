import { lstatSync, opendirSync } from 'node:fs';
import { join } from 'node:path';
import type { IgnorePattern } from '../languages/dockerignore/language.js';
import type { Amount, ContextSize, SizedEntry } from '../languages/dockerignore/sizes.js';
import { ignoreMatcher, type Verdict } from '../languages/dockerignore/match.js';

export interface WalkLimits {
  readonly files: number;
  /** How long to work before others get their turn, in milliseconds. */
  readonly slice: number;
}

const limits: WalkLimits = { files: 500_000, slice: 8 };
const shownEntries = 10;

class Sum implements Amount {
  files = 0;
  bytes = 0;

  add(bytes: number): void {
    this.files++;
    this.bytes += bytes;
  }
}

interface Folder {
  readonly path: string;
  readonly verdict: Verdict | undefined;
  /** Where the sizes of what is left out go: to the outermost folder that is. */
  readonly excluded: Sum | undefined;
  /** Nothing in it is put back. */
  readonly isOut: boolean;
  readonly pattern: IgnorePattern | undefined;
  /** What of it is sent, and what of the folder that it is shown with. */
  readonly sent: readonly Sum[];
}

/**
 * Walks through a build context, a slice of time at a time, and counts what is there and what is sent. `isWanted` is asked between
 * slices: false ends the walk without a result.
 */
export async function measureContext(
  root: string,
  patterns: readonly IgnorePattern[],
  isWanted: () => boolean = () => true,
  { files: mostFiles, slice }: WalkLimits = limits,
): Promise<ContextSize | undefined> {
  const matcher = ignoreMatcher(patterns);
  const [all, sent] = [new Sum(), new Sum()];
  const byPattern = new Map(patterns.map((pattern) => [pattern, new Sum()]));
  const excludedEntries: (Sum & { path: string })[] = [];
  const sentEntries: (Sum & { path: string })[] = [];
  let unreadable = 0;
  let started = performance.now();
  const entry = (list: (Sum & { path: string })[], path: string): Sum => {
    const made = Object.assign(new Sum(), { path });
    list.push(made);
    return made;
  };
  const queue: Folder[] = [{ path: '', verdict: undefined, excluded: undefined, isOut: false, pattern: undefined, sent: [] }];
  for (let folder = queue.pop(); folder !== undefined && all.files < mostFiles; folder = queue.pop()) {
    const names = namesIn(join(root, folder.path));
    if (names === undefined) unreadable++;
    for (const { name, isFolder, isLink } of names ?? []) {
      if (performance.now() - started > slice) {
        await new Promise((done) => setImmediate(done));
        if (!isWanted()) return undefined;
        started = performance.now();
      }
      const path = folder.path === '' ? name : `${folder.path}/${name}`;
      if (folder.isOut) {
        // No pattern has to be asked again.
        if (isFolder) queue.push({ ...folder, path });
        else count(path, isLink, [all, folder.excluded, byPattern.get(folder.pattern as IgnorePattern)]);
        continue;
      }
      const verdict = matcher.verdict(path, folder.verdict);
      const pattern = verdict.decidedBy;
      const isOut = pattern !== undefined && !pattern.negated;
      const isShown = path.split('/').length <= 2;
      const excluded = isOut ? (folder.excluded ?? entry(excludedEntries, isFolder ? `${path}/` : path)) : undefined;
      if (!isFolder) {
        if (isOut) count(path, isLink, [all, byPattern.get(pattern), excluded]);
        else count(path, isLink, [all, sent, ...folder.sent, ...(isShown ? [entry(sentEntries, path)] : [])]);
      } else if (isOut && !matcher.mayPutBackBelow(path)) queue.push({ path, verdict, excluded, isOut, pattern, sent: [] });
      else {
        const own = isShown ? [...folder.sent, entry(sentEntries, `${path}/`)] : folder.sent;
        queue.push({ path, verdict, excluded, isOut: false, pattern, sent: own });
      }
      if (all.files >= mostFiles) break;
    }
  }
  return {
    all: { files: all.files, bytes: all.bytes },
    sent: { files: sent.files, bytes: sent.bytes },
    byPattern,
    largestExcluded: largest(excludedEntries),
    largestSent: largest(sentEntries),
    isWhole: all.files < mostFiles,
    unreadable,
  };

  function count(path: string, isLink: boolean, sums: readonly (Sum | undefined)[]): void {
    const bytes = isLink ? 0 : sizeOf(join(root, path));
    if (bytes === undefined) unreadable++;
    for (const sum of sums) sum?.add(bytes ?? 0);
  }
}

function largest(entries: readonly (Sum & { readonly path: string })[]): readonly SizedEntry[] {
  return entries
    .filter(({ files }) => files > 0)
    .sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1))
    .slice(0, shownEntries)
    .map(({ path, files, bytes }) => ({ path, files, bytes }));
}

interface Name {
  readonly name: string;
  readonly isFolder: boolean;
  readonly isLink: boolean;
}

/** Names that the builder would get: pipes, sockets and devices are not sent. */
function namesIn(folder: string): readonly Name[] | undefined {
  try {
    const handle = opendirSync(folder);
    const names: Name[] = [];
    try {
      for (let found = handle.readSync(); found !== null; found = handle.readSync()) {
        const [isFolder, isLink] = [found.isDirectory(), found.isSymbolicLink()];
        if (isFolder || isLink || found.isFile()) names.push({ name: found.name, isFolder, isLink });
      }
    } finally {
      handle.closeSync();
    }
    return names;
  } catch {
    return undefined;
  }
}

function sizeOf(path: string): number | undefined {
  try {
    return lstatSync(path).size;
  } catch {
    return undefined;
  }
}
