import type { RuleContext } from '../../engine/rule/define.js';

// What Git leaves out, as far as its files beside the document tell: https://git-scm.com/docs/gitignore.

/** Folders above the document in which a repository may begin. */
const mostFolders = 8;

export interface Repository {
  /** From the document's folder to the repository's, as `../../`; empty where both are the same. */
  readonly up: string;
  /** Folders from the repository's to the document's. */
  readonly folders: readonly string[];
}

/** A document, or what looks at the disk as one. */
export type Place = Pick<RuleContext, 'near' | 'workspace'>;

/** The repository that the document lies in; undefined where there is none or it is not known. */
export function repositoryOf(ctx: Place): Repository | undefined {
  const above = ctx.workspace.path?.split('/').slice(0, -1) ?? [];
  for (let depth = 0; depth <= mostFolders && depth < above.length; depth++) {
    const up = '../'.repeat(depth);
    if (ctx.near.exists(`${up}.git`) === true) return { up, folders: depth === 0 ? [] : above.slice(-depth) };
  }
  return undefined;
}

/** Whether Git leaves out `path`, as seen from the document's folder; undefined where there is no repository. */
export function isIgnored(path: string, ctx: Place): boolean | undefined {
  const repository = repositoryOf(ctx);
  const clean = path.replace(/^\.\//, '');
  if (repository === undefined || clean.startsWith('../') || clean.startsWith('/')) return undefined;
  const { up, folders } = repository;
  let ignored = judge(ctx.near.read(`${up}.git/info/exclude`), [...folders, ...clean.split('/')]) ?? false;
  const depth = folders.length;
  // A file nearer to the path has the last word.
  for (let level = depth; level >= 0; level--) {
    const parts = [...folders.slice(depth - level), ...clean.split('/')];
    ignored = judge(ctx.near.read(`${'../'.repeat(level)}.gitignore`), parts) ?? ignored;
  }
  return ignored;
}

/** What the last matching line of an ignore file says of a path below it. */
function judge(text: string | undefined, parts: readonly string[]): boolean | undefined {
  let verdict: boolean | undefined;
  for (const line of (text ?? '').split(/\r?\n/)) {
    const pattern = line.replace(/(?<!\\)[ \t]+$/, '');
    if (pattern === '' || pattern.startsWith('#') || pattern.length > 300) continue;
    const isNegated = pattern.startsWith('!');
    const body = isNegated ? pattern.slice(1) : pattern;
    // A folder that is left out takes all with it.
    if (parts.some((_, i) => matches(body, parts.slice(0, i + 1), i < parts.length - 1))) verdict = !isNegated;
  }
  return verdict;
}

function matches(pattern: string, parts: readonly string[], isFolder: boolean): boolean {
  if (pattern.endsWith('/') && !isFolder) return false;
  const body = pattern.replace(/\/$/, '');
  const isAnchored = body.includes('/');
  const source = body
    .replace(/^\//, '')
    .split('/')
    .map((part) =>
      part === '**'
        ? '**'
        : part
            .replace(/[.+^${}()|\\]/g, '\\$&')
            .replace(/\*+/g, '[^/]*')
            .replace(/\?/g, '[^/]'),
    )
    .join('/')
    .replace(/(?:\*\*\/)+/g, '(?:[^/]+/)*')
    .replace(/\/\*\*$/, '/.+');
  try {
    return new RegExp(`^${source}$`).test(isAnchored ? parts.join('/') : (parts.at(-1) ?? ''));
  } catch {
    return false;
  }
}
