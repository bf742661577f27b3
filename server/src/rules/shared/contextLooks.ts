import type { RuleContext, Surroundings } from '../../engine/rule/define.js';
import { relativePlace, type BuildContext } from '../../languages/builders/context.js';
import type { ContextSource } from '../../languages/dockerfile/contextSources.js';
import { nearest } from '../../languages/dockerfile/vocabulary.js';

// Whether the sources of COPY and ADD are in a build context, and what is there in their place.

/** A source that is not there. */
export interface Missing {
  /** What is there and is nearly called so; looked for when it is to be told. */
  readonly other: () => string | undefined;
  readonly isCase: boolean;
}

/** Undefined when the path is there. Names are compared with those listed: a disk may take one case for the other, the builder does not. */
export function look(path: string, near: Surroundings, copied: ReadonlySet<string>): Missing | undefined {
  const parts = path.split('/');
  const found: string[] = [];
  let isCase = false;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as string;
    const listed = near.list(found.join('/') || '.') ?? [];
    const isLast = i === parts.length - 1;
    if (listed.includes(`${part}/`) || (isLast && listed.includes(part))) {
      found.push(part);
      continue;
    }
    // A link may lead to a folder.
    if (listed.includes(part)) return undefined;
    const names = listed.filter((name) => isLast || name.endsWith('/')).map((name) => (name.endsWith('/') ? name.slice(0, -1) : name));
    const lower = part.toLowerCase();
    const same = names.filter((name) => name.toLowerCase() === lower);
    if (same.length === 1) {
      isCase = true;
      found.push(same[0] ?? '');
      continue;
    }
    const isElsewhere = isCase;
    const other = (): string | undefined => {
      const alike = isElsewhere || part.length < 4 ? undefined : nearest(part, names);
      const path = alike === undefined ? undefined : [...found, alike, ...parts.slice(i + 1)].join('/');
      // What is copied already is not meant a second time: `package-lock.json` is no slip of `package.json`.
      return path !== undefined && !copied.has(path) && near.exists(path) === true ? path : undefined;
    };
    return { other, isCase: false };
  }
  return isCase ? { other: () => found.join('/'), isCase } : undefined;
}

/** The path as it would be if it were meant from the Dockerfile's folder, or from above the context. */
export function fromOtherFolder(path: string, { said, folder, near }: BuildContext, ctx: RuleContext): string | undefined {
  const own = ctx.workspace.path;
  if (said === undefined || folder === undefined || own === undefined) return undefined;
  const inside = relativePlace(folder, own.slice(0, own.lastIndexOf('/')));
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  const candidates = [
    ...(inside === '.' || inside.startsWith('..') ? [] : [`${inside}/${path}`]),
    ...(path.startsWith(`${name}/`) ? [path.slice(name.length + 1)] : []),
  ];
  return candidates.find((candidate) => near.exists(candidate) === true);
}

/** Folders above in which the context may be looked for. */
const above = ['../', '../../', '../../../', '../../../../'];

/**
 * Whether the Dockerfile's folder is the context although nobody says so: something is copied from it by name, and nothing that it
 * lacks lies in a folder above.
 */
export function isOwnFolder(
  sources: readonly ContextSource[],
  missing: readonly (Missing & { source: ContextSource })[],
  ctx: RuleContext,
): boolean {
  const isThere = sources.some((source) => !missing.some((each) => each.source === source));
  if (!isThere && !missing.every(({ isCase }) => isCase)) return false;
  if (ctx.near.exists('../.dockerignore') === true) return false;
  const isAbove = ({ source }: Missing & { source: ContextSource }): boolean =>
    above.some((folder) => ctx.near.exists(folder + source.path) !== false);
  return !missing.some(isAbove);
}
