import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { FactStore } from '../engine/facts/facts.js';
import { measureContext } from '../host/contextSize.js';
import { Disk, isOnDisk } from '../host/disk.js';
import { filesToLint, mostFiles } from '../host/files.js';
import { contextsOf, sayer } from '../languages/builders/context.js';
import { ignoreFileOf } from '../languages/builders/readIgnore.js';
import { parseDockerignore, type IgnorePattern } from '../languages/dockerignore/language.js';
import { amountText, bytesText, type Amount, type ContextSize, type SizedEntry } from '../languages/dockerignore/sizes.js';
import { factsOf, tellsFacts } from '../languages/index.js';

export const contextFormats = ['text', 'json'] as const;

interface Asked {
  /** Absolute. */
  readonly root: string;
  readonly ignoreFile: string | undefined;
  readonly patterns: readonly IgnorePattern[];
  readonly why: string;
}

/** Prints the size of a build context with and without its ignore file; exit code 2 when there is none to look at. */
export async function context(path: string, { format }: { readonly format: (typeof contextFormats)[number] }): Promise<number> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined || !(found.isDirectory() || found.isFile())) {
    process.stderr.write(`slipway: ${path}: no such file or folder\n`);
    return 2;
  }
  const asked = found.isDirectory() ? [folderAsked(path)] : dockerfileAsked(path);
  const results: object[] = [];
  for (const each of asked) {
    if (statSync(each.root, { throwIfNoEntry: false })?.isDirectory() !== true) {
      process.stderr.write(`slipway: ${shown(each.root)}: no such folder, though ${each.why}\n`);
      return 2;
    }
    const size = await measureContext(each.root, each.patterns);
    if (size === undefined) continue;
    if (format === 'text') process.stdout.write(text(each, size));
    else results.push(json(each, size));
  }
  if (format === 'json') process.stdout.write(`${JSON.stringify(results, undefined, 2)}\n`);
  return 0;
}

function folderAsked(path: string): Asked {
  const file = join(path, '.dockerignore');
  const has = statSync(file, { throwIfNoEntry: false })?.isFile() === true;
  const patterns = has ? parseDockerignore(readFileSync(file, 'utf8')).patterns : [];
  return { root: resolve(path), ignoreFile: has ? file : undefined, patterns, why: 'it was asked for' };
}

/** What the files below the present folder say of the Dockerfile's context; several builds may take several. */
function dockerfileAsked(path: string): Asked[] {
  const facts = new FactStore({ isWatched: false });
  const root = resolve('.');
  const full = resolve(path);
  if (full.startsWith(root + sep)) {
    let count = 0;
    const wanted = (file: string): boolean => tellsFacts(slashed(file), isOnDisk);
    for (const file of filesToLint([root], { gitignore: true, isWanted: wanted, leftOut: () => undefined })) {
      if (count++ >= mostFiles) break;
      try {
        facts.set(slashed(file), factsOf(slashed(file), readFileSync(file, 'utf8'), isOnDisk));
      } catch {
        // A file that cannot be read says nothing.
      }
    }
    facts.complete = true;
  }
  const disk = new Disk({ lifetime: () => Number.POSITIVE_INFINITY });
  const near = disk.around(full, facts.view(slashed(full)));
  return contextsOf(near).map((each) => {
    const ignore = ignoreFileOf(near, each);
    return {
      root: each.folder ?? dirname(full),
      ignoreFile: ignore === undefined ? undefined : shown(resolve(dirname(full), ignore.path)),
      patterns: ignore?.patterns ?? [],
      why:
        each.said === undefined
          ? `it is the folder of ${basename(path)}`
          : `${sayer(each.said, facts.view(slashed(join(root, 'x')))).replaceAll('`', '')} says so`,
    };
  });
}

const slashed = (path: string): string => path.replaceAll('\\', '/');

/** A path as seen from the present folder. */
const shown = (path: string): string => {
  const seen = relative('.', path);
  return seen === '' ? '.' : seen;
};

function text({ root, ignoreFile, patterns, why }: Asked, size: ContextSize): string {
  const least = size.isWhole ? '' : 'at least ';
  const lines = [
    `${shown(root)} (${why})`,
    `  sent:      ${least}${amountText(size.sent)}`,
    `  in all:    ${least}${amountText(size.all)}`,
    `  ignored by ${ignoreFile === undefined ? 'nothing: there is no .dockerignore' : ignoreFile}`,
    ...entries('largest that is sent', size.largestSent),
    ...entries('largest that is left out', size.largestExcluded),
  ];
  if (patterns.length > 0) {
    lines.push('', '  what each pattern leaves out:');
    for (const pattern of patterns) {
      if (pattern.negated) continue;
      const amount = size.byPattern.get(pattern) ?? nothing;
      lines.push(`    ${bytesText(amount.bytes).padStart(8)} ${String(amount.files).padStart(8)}  ${pattern.text}`);
    }
  }
  if (size.unreadable > 0) lines.push('', `  ${size.unreadable} could not be looked at`);
  return `${lines.join('\n')}\n`;
}

const nothing: Amount = { files: 0, bytes: 0 };

function entries(title: string, list: readonly SizedEntry[]): string[] {
  if (list.length === 0) return [];
  return [
    '',
    `  ${title}:`,
    ...list.map(({ path, bytes, files }) => `    ${bytesText(bytes).padStart(8)} ${String(files).padStart(8)}  ${path}`),
  ];
}

function json({ root, ignoreFile, why, patterns }: Asked, size: ContextSize): object {
  const { all, sent, largestSent, largestExcluded, isWhole, unreadable } = size;
  return {
    context: slashed(shown(root)),
    why,
    ignoreFile: ignoreFile === undefined ? null : slashed(ignoreFile),
    complete: isWhole,
    unreadable,
    sent,
    all,
    largestSent,
    largestExcluded,
    patterns: patterns.map((pattern) => ({ pattern: pattern.text, ...(size.byPattern.get(pattern) ?? nothing) })),
  };
}
