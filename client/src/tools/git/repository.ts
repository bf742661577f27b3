import { done, type Outcome, type ToolCommand } from '../tool.js';

/** Settings of a repository that would run programs of its choice are off. */
const harmless = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'core.pager=cat'] as const;
/** Git would look into submodules with the settings that they bring: each is asked by itself. */
const withoutSubmodules = '--ignore-submodules=dirty';

/** A command in a folder; what git cannot say (no repository, no commit, somebody else's folder) is null. */
function git<T>(folder: string, words: readonly string[], read: (stdout: string) => T | null, none?: T): ToolCommand<T | null> {
  return {
    program: 'git',
    args: [...harmless, ...words],
    cwd: folder,
    timeoutMs: 15_000,
    parse: ({ code, stdout }): Outcome<T | null> => done(code === 0 ? read(stdout) : code === 1 ? (none ?? null) : null),
  };
}

/** The commit that is checked out, shortened; null outside of a repository and before its first commit. */
export function shortCommit(folder: string): ToolCommand<string | null> {
  return git(folder, ['rev-parse', '--short=8', '--verify', '--end-of-options', 'HEAD^{commit}'], (stdout) => {
    const commit = stdout.trim();
    return /^[0-9a-f]{7,64}$/.test(commit) ? commit : null;
  });
}

/** The folder that a repository's paths are relative to. */
export function topFolder(folder: string): ToolCommand<string | null> {
  return git(folder, ['rev-parse', '--show-toplevel'], (stdout) => stdout.replace(/\r?\n$/, '') || null);
}

/** Words that turn off what a repository's own settings would run on the content of files (`ownFilters`). */
export type Quieting = readonly string[];

/**
 * Filters that the repository itself sets, as words that turn them off; those of the user (Git LFS) stay. A file that such a filter
 * rewrites may then count as changed: its tag has a hash more, and is still the same for the same files. Null: git is too old to say.
 */
export function ownFilters(folder: string): ToolCommand<Quieting | null> {
  const words = [
    'config',
    '--show-scope',
    '-z',
    '--includes',
    '--name-only',
    '--get-regexp',
    String.raw`^filter\..*\.(clean|smudge|process|required)$`,
  ];
  return git<Quieting>(
    folder,
    words,
    (stdout) => {
      const fields = stdout.split('\0');
      const own = fields.flatMap((key, i) => (i % 2 === 1 && !/^(?:system|global)$/.test(fields[i - 1] ?? '') ? [key] : []));
      // Git cuts its `-c` at the first `=`.
      return own.some((key) => key.includes('='))
        ? null
        : own.flatMap((key) => ['-c', `${key}=${key.endsWith('.required') ? 'false' : ''}`]);
    },
    [],
  );
}

export interface WorkingTree {
  /** `git status`, as it says it to programs. */
  readonly status: string;
  /** Files that git does not follow yet: their content is in no difference. Relative to the top folder. */
  readonly untracked: readonly string[];
}

export function workingTree(folder: string, quieting: Quieting): ToolCommand<WorkingTree | null> {
  return git(folder, [...quieting, 'status', '--porcelain=v1', '-z', '--untracked-files=all', withoutSubmodules], (status) => ({
    status,
    untracked: untrackedIn(status),
  }));
}

/** Everything that differs from the commit in files that git follows. */
export function difference(folder: string, quieting: Quieting): ToolCommand<string | null> {
  return git(
    folder,
    [...quieting, 'diff', '--no-ext-diff', '--no-textconv', '--binary', '--no-color', withoutSubmodules, 'HEAD'],
    (stdout) => stdout,
  );
}

/** Folders of submodules, relative to the top folder. */
export function submodules(folder: string): ToolCommand<readonly string[] | null> {
  return git(folder, ['ls-files', '--stage', '-z', '--full-name', ':/'], (stdout) =>
    stdout.split('\0').flatMap((entry) => /^160000 [^\t]*\t(.+)$/s.exec(entry)?.[1] ?? []),
  );
}

/** `?? path` entries; renames have a second path behind them, which begins with no mark. */
function untrackedIn(status: string): readonly string[] {
  const entries = status.split('\0');
  const paths: string[] = [];
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i] ?? '';
    if (entry.startsWith('?? ')) paths.push(entry.slice(3));
    if (/^(?:[RC].|.[RC]) /.test(entry)) i++;
  }
  return paths;
}
