import { done, type Outcome, type ToolCommand } from '../tool.js';

/** Settings of a repository that would run programs of its choice are off. */
const harmless = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'core.pager=cat'] as const;

/** A command in a folder; what git cannot say (no repository, no commit, somebody else's folder) is null. */
function git<T>(folder: string, words: readonly string[], read: (stdout: string) => T | null): ToolCommand<T | null> {
  return {
    program: 'git',
    args: [...harmless, ...words],
    cwd: folder,
    timeoutMs: 15_000,
    parse: ({ code, stdout }): Outcome<T | null> => done(code === 0 ? read(stdout) : null),
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

export interface WorkingTree {
  /** `git status`, as it says it to programs. */
  readonly status: string;
  /** Files that git does not follow yet: their content is in no difference. Relative to the top folder. */
  readonly untracked: readonly string[];
}

export function workingTree(folder: string): ToolCommand<WorkingTree | null> {
  return git(folder, ['status', '--porcelain=v1', '-z', '--untracked-files=all', '--ignore-submodules=none'], (status) => ({
    status,
    untracked: untrackedIn(status),
  }));
}

/** Everything that differs from the commit in files that git follows. */
export function difference(folder: string): ToolCommand<string | null> {
  return git(folder, ['diff', '--no-ext-diff', '--no-textconv', '--binary', '--no-color', 'HEAD'], (stdout) => stdout);
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
