import type { Fix, RuleContext, Surroundings } from '../../engine/rule/define.js';
import { lineBreakOf } from '../../engine/text/lines.js';
import { insert, type Edit, type Span } from '../../engine/text/span.js';
import { contextsOf, type BuildContext } from '../../languages/builders/context.js';
import { dockerfilesReading, matchedFolder, unreadBecause } from '../../languages/builders/ignoreFiles.js';
import { ignoreFileOf, type IgnoreFile } from '../../languages/builders/readIgnore.js';
import { parseDockerignore, type Dockerignore } from '../../languages/dockerignore/language.js';
import { ignoreMatcher } from '../../languages/dockerignore/match.js';

export { ignoreFileOf, type IgnoreFile };

/** A folder that the Dockerfile is built from, with the ignore file in force there. */
export interface Build {
  readonly context: BuildContext;
  readonly ignore: IgnoreFile | undefined;
}

/** The builds that take the Dockerfile beside which `near` looks; several rules ask. */
export function buildsOf(near: Surroundings): readonly Build[] {
  return near.once === undefined ? findBuilds(near) : near.once(findBuilds);
}

function findBuilds(near: Surroundings): readonly Build[] {
  return contextsOf(near).map((context) => ({ context, ignore: ignoreFileOf(near, context) }));
}

/** Whether a `.dockerignore` leaves `path` out. */
export function isIgnored(text: string, path: string): boolean {
  return ignoreMatcher(parseDockerignore(text).patterns).isIgnored(path);
}

/** Puts lines at the end of an ignore file. */
export function appendLines(text: string, lines: readonly string[]): Edit {
  const lineBreak = lineBreakOf(text);
  const ends = text === '' || text.endsWith('\n');
  return insert(text.length, ends ? lines.map((line) => line + lineBreak).join('') : lines.map((line) => lineBreak + line).join(''));
}

/** Reports something that the whole file lacks: at its first pattern, or at the top of a file that has none. */
export function reportLack(file: Dockerignore, ctx: RuleContext, lack: { readonly message: string; readonly fix: Fix }): void {
  // What no build reads lacks nothing; `file-not-read` tells.
  if (unreadBecause(ctx.near) !== undefined) return;
  const at: Span = file.patterns[0]?.span ?? { start: 0, end: 0 };
  ctx.report({ at, message: lack.message, fix: () => lack.fix });
}

/** The names in the context, where it is known. */
export function contextNames(near: Surroundings): readonly string[] | undefined {
  return matchedFolder(near)?.list('.');
}

/** Whether a Dockerfile that is built with the ignore file takes `path` from the context, or speaks of it in another way that `pattern` tells. */
export function dockerfileNeeds(near: Surroundings, pattern: RegExp, dockerfiles = dockerfilesReading(near)): boolean {
  return dockerfiles.some((name) =>
    (near.read(name) ?? '')
      .split('\n')
      // What comes out of another stage or image is not the context's.
      .some((line) => !/^\s*#|--from=/.test(line) && pattern.test(line)),
  );
}

/** A pattern for `dockerfileNeeds`: COPY or ADD of this name, or of something in it. */
export function copied(name: string): RegExp {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^\\s*(?:COPY|ADD)\\b.*?[\\s/"']${escaped}(?:[\\s/"',]|$)`, 'i');
}

/**
 * Whether no Dockerfile that is built with the ignore file copies the whole folder; false where none is known. Where nobody says who
 * is built from here, it may be any of those in the folders below.
 */
export function isNeverWhole(near: Surroundings): boolean {
  const known = dockerfilesReading(near);
  const all = known.length > 0 ? known : dockerfilesBelow(near);
  return all.length > 0 && !dockerfileNeeds(near, copiesAll, all);
}

/** Empty where there are too many to look at. */
function dockerfilesBelow({ workspace }: Surroundings): readonly string[] {
  if (workspace.path === undefined) return [];
  const folder = workspace.path.slice(0, workspace.path.lastIndexOf('/') + 1);
  const below = workspace.all('dockerfile').flatMap(({ path }) => (path.startsWith(folder) ? path.slice(folder.length) : []));
  return below.length > 20 ? [] : below;
}

/** `COPY . /app`, `ADD ["./", "/app"]`; a lone point at the end is the destination. */
const copiesAll = /^\s*(?:ONBUILD\s+)?(?:COPY|ADD)\b.*?[\s"'[](?:\.\/?|\*|\.\/\*|\$\S+)["',\s]+\S/i;
