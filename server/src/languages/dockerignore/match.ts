import type { IgnorePattern } from './language.js';

/**
 * Which paths a `.dockerignore` leaves out, as BuildKit decides it: patterns in order, the last that matches wins, and what a
 * pattern said of a folder holds for what is inside (https://github.com/moby/patternmatcher, `MatchesUsingParentResults`).
 * Paths are relative to the context, with forward slashes.
 */
export interface IgnoreMatcher {
  isIgnored(path: string): boolean;
  /** The pattern that decides for `path`, or undefined when none speaks of it. */
  decidedBy(path: string): IgnorePattern | undefined;
  /** For those who walk through folders: the verdict on a path, from that on the folder that it is in; `undefined` at the root. */
  verdict(path: string, folder: Verdict | undefined): Verdict;
  /** Whether something inside the folder may be put back, although the folder itself is ignored. */
  mayPutBackBelow(folder: string): boolean;
}

export interface Verdict {
  readonly decidedBy: IgnorePattern | undefined;
  /** Which patterns spoke of the path or of a folder above, by their place in the file. */
  readonly matched: readonly boolean[];
}

export function ignoreMatcher(patterns: readonly IgnorePattern[]): IgnoreMatcher {
  const compiled = patterns.map((pattern) => ({ pattern, test: compilePattern(pattern.path) ?? (() => false) }));

  // A pattern that had nothing to say of the folder above is asked again here.
  const verdict = (path: string, folder: Verdict | undefined): Verdict => {
    let ignored = false;
    let decidedBy: IgnorePattern | undefined;
    const matched: boolean[] = [];
    for (const [i, { pattern, test }] of compiled.entries()) {
      const matches = folder?.matched[i] === true || (pattern.negated === ignored && test(path));
      matched.push(matches);
      if (!matches) continue;
      ignored = !pattern.negated;
      decidedBy = pattern;
    }
    return { decidedBy, matched };
  };

  const decidedBy = (path: string): IgnorePattern | undefined => {
    const segments = cleanPath(path).replace(/^\//, '').split('/');
    if (segments[0] === '.' || segments[0] === '') return undefined;
    let decision: Verdict | undefined;
    for (let depth = 1; depth <= segments.length; depth++) decision = verdict(segments.slice(0, depth).join('/'), decision);
    return decision?.decidedBy;
  };

  return {
    decidedBy,
    verdict,
    isIgnored(path) {
      const decision = decidedBy(path);
      return decision !== undefined && !decision.negated;
    },
    mayPutBackBelow(folder) {
      const segments = cleanPath(folder).replace(/^\//, '').split('/');
      return patterns.some((pattern) => pattern.negated && mayReachBelow(pattern.path.split('/'), segments));
    },
  };
}

/** Whether paths that the pattern matches can lie below the folder. */
function mayReachBelow(pattern: readonly string[], folder: readonly string[]): boolean {
  for (const [i, segment] of folder.entries()) {
    const part = pattern[i];
    if (part === undefined) return false;
    if (part.includes('**')) return true;
    if (compilePattern(part)?.(segment) !== true) return false;
  }
  return pattern.length > folder.length;
}

/** A test for one pattern as `IgnorePattern.path` has it, or undefined when Docker refuses the pattern. */
export function compilePattern(pattern: string): ((path: string) => boolean) | undefined {
  if (!isWellFormed(pattern)) return undefined;
  if (!/[*?[\]\\]/.test(pattern)) return (path) => path === pattern;
  // Docker compares ends and beginnings where `**` is all that is special: `**foo` matches `barfoo`, and `foo/**` not `foo` itself.
  const tail = pattern.slice(2);
  if (pattern.startsWith('**') && !/[*?[\]\\]/.test(tail))
    return (path) => path.endsWith(tail) || (tail.startsWith('/') && path === tail.slice(1));
  const head = pattern.slice(0, -2);
  if (pattern.endsWith('**') && !/[*?[\]\\]/.test(head)) return (path) => path.startsWith(head);
  const source = `^${regularExpression(pattern)}$`;
  const expression = tryExpression(source, 'u') ?? tryExpression(source, '');
  return expression === undefined ? undefined : (path) => expression.test(path);
}

function regularExpression(pattern: string): string {
  let source = '';
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] ?? '';
    if (char === '*' && pattern[i + 1] === '*') {
      i += pattern[i + 2] === '/' ? 2 : 1;
      source += i + 1 >= pattern.length ? '.*' : '(.*/)?';
    } else if (char === '*') source += '[^/]*';
    else if (char === '?') source += '[^/]';
    // Docker means to escape `{`, `|` and `}` as well, but its table of bytes has no room for them.
    else if ('.+()$'.includes(char)) source += `\\${char}`;
    else if (char === '/') source += '/';
    else if (char === '\\') source += `\\${pattern[++i] ?? '\\'}`;
    else source += char;
  }
  return source;
}

function tryExpression(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}

/** Docker tries each pattern with Go's `filepath.Match` first: brackets must close and hold something, no escape at the end. */
function isWellFormed(pattern: string): boolean {
  if (pattern === '') return false;
  for (let i = 0; i < pattern.length; i++) {
    if (pattern[i] === '\\' && ++i >= pattern.length) return false;
    if (pattern[i] !== '[' || pattern[i - 1] === '\\') continue;
    let at = i + 1;
    if (pattern[at] === '^') at++;
    const first = at;
    while (at < pattern.length && (pattern[at] !== ']' || at === first)) at += pattern[at] === '\\' ? 2 : 1;
    if (at >= pattern.length || pattern[first] === ']') return false;
    i = at;
  }
  return true;
}

/** Go's `filepath.Clean` for forward slashes: no empty parts, no `.`, `..` taken together with the part before. */
export function cleanPath(path: string): string {
  const rooted = path.startsWith('/');
  if (rooted && !/\/\.{0,2}(?:\/|$)/.test(path)) return path;
  const out: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') out.push(part);
    else if (out.length > 0 && out.at(-1) !== '..') out.pop();
    else if (!rooted) out.push('..');
  }
  if (rooted) return `/${out.join('/')}`;
  return out.length === 0 ? '.' : out.join('/');
}
