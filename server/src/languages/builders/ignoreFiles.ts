import type { PlacedFact } from '../../engine/facts/facts.js';
import type { Surroundings } from '../../engine/rule/define.js';
import { isDockerfileName } from '../dockerfile/fileNames.js';
import { contextsOfFile, relativePlace, type BuildContext } from './context.js';
import { folderOf } from './facts.js';

// Which `.dockerignore` a build reads: https://docs.docker.com/build/concepts/context/#filename-and-location.

/** So many Dockerfiles are looked at for one ignore file. */
const mostDockerfiles = 8;

/** Where the ignore file of a build may lie, the one that goes first in front, as seen from the Dockerfile's folder. */
export function ignoreFilePaths(near: Surroundings, context: BuildContext): readonly string[] {
  const { path } = near.workspace;
  const root = path === undefined || context.folder === undefined ? '.' : relativePlace(folderOf(path), context.folder);
  return [`${near.fileName}.dockerignore`, root === '.' ? '.dockerignore' : `${root}/.dockerignore`];
}

/**
 * The disk as the patterns of an ignore file see it: from the context's root. That of `<Dockerfile>.dockerignore` is known where
 * somebody says it; undefined where it is not.
 */
export function matchedFolder(near: Surroundings): Surroundings | undefined {
  if (near.fileName === '.dockerignore') return near;
  const { path } = near.workspace;
  const [context, ...others] = path === undefined ? [] : contextsOfFile(path.replace(/\.dockerignore$/, ''), near);
  return context?.said === undefined || others.length > 0 ? undefined : context.near;
}

/** Dockerfiles whose builds read the ignore file, as seen from its folder: those beside it that nobody builds from elsewhere, and those said. */
export function dockerfilesReading(near: Surroundings): readonly string[] {
  const specific = near.fileName.replace(/\.?dockerignore$/, '');
  if (specific !== '') return [specific];
  const { workspace } = near;
  const beside = (near.list('.') ?? []).filter(isDockerfileName);
  if (workspace.path === undefined) return beside.slice(0, mostDockerfiles);
  const folder = folderOf(workspace.path);
  const own = beside.filter((name) => contextsOfFile(`${folder}/${name}`, near).some((context) => context.folder === folder));
  const elsewhere = workspace
    .all('build.context')
    .filter(({ data }) => data.context === folder)
    .map(({ key }) => relativePlace(folder, key));
  const all = [...new Set([...own, ...elsewhere])];
  return all.filter((name) => near.exists(`${name}.dockerignore`) !== true).slice(0, mostDockerfiles);
}

/**
 * Why no build reads a `.dockerignore`: the Dockerfiles beside it are all said to be built from elsewhere, and nothing is built from
 * here. Undefined where one may read it.
 */
export function unreadBecause(near: Surroundings): PlacedFact<'build.context'> | undefined {
  const { workspace } = near;
  if (near.fileName !== '.dockerignore' || workspace.path === undefined || !workspace.complete) return undefined;
  const folder = folderOf(workspace.path);
  const contexts = (near.list('.') ?? []).filter(isDockerfileName).flatMap((name) => contextsOfFile(`${folder}/${name}`, near));
  const isElsewhere = ({ said }: BuildContext): boolean => said !== undefined && said.data.context !== folder;
  if (contexts.length === 0 || !contexts.every(isElsewhere)) return undefined;
  return workspace.all('build.context').some(({ data }) => data.context === folder) ? undefined : contexts[0]?.said;
}
