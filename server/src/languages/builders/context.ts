import type { PlacedFact, WorkspaceView } from '../../engine/facts/facts.js';
import type { Surroundings } from '../../engine/rule/define.js';
import { joinPath } from '../compose/facts.js';
import { buildSources, holdsFor, type BuildSource } from '../kubernetes/imageSource.js';
import { folderOf } from './facts.js';

/** A folder that a Dockerfile is built from. */
export interface BuildContext {
  /** Absolute, with slashes; undefined for a Dockerfile that is no file. */
  readonly folder: string | undefined;
  /** Who says so; `folder` where nobody does and the Dockerfile's own folder is taken for it. */
  readonly by: BuildSource | 'folder';
  readonly said?: PlacedFact<'build.context'>;
  /** The disk as seen from the context. */
  readonly near: Surroundings;
}

/**
 * What the Dockerfile beside which `near` looks is built from. Several builds may take several folders: then only what holds in
 * each of them holds. What the user set is believed alone.
 */
export function contextsOf(near: Surroundings): readonly BuildContext[] {
  return near.once === undefined ? findContexts(near) : near.once(findContexts);
}

function findContexts(near: Surroundings): readonly BuildContext[] {
  return contextsOfFile(near.workspace.path, near);
}

/** The same for the Dockerfile at `path`; `near` may be that of another file. */
export function contextsOfFile(path: string | undefined, near: Surroundings): readonly BuildContext[] {
  const said = path === undefined || near.workspace.tells?.('build.context') === false ? [] : saidContexts(near.workspace, path);
  const folder = path === undefined ? undefined : folderOf(path);
  if (said.length === 0) return [{ folder, by: 'folder', near: folder === undefined ? near : seenFrom(near, folder) }];
  return said.map((fact) => ({ folder: fact.data.context, by: fact.data.by, said: fact, near: seenFrom(near, fact.data.context) }));
}

function saidContexts(workspace: WorkspaceView, path: string): readonly PlacedFact<'build.context'>[] {
  const all = workspace
    .find('build.context', path)
    .filter((fact) => holdsFor(fact, path))
    .sort((a, b) => buildSources.indexOf(a.data.by) - buildSources.indexOf(b.data.by));
  const set = all.filter(({ data }) => data.by === 'settings');
  const counting = set.length > 0 ? set.slice(-1) : all;
  return counting.filter(({ data }, i) => counting.findIndex((other) => other.data.context === data.context) === i);
}

/** The surroundings with another folder as the place that paths are relative to. */
export function seenFrom(near: Surroundings, folder: string): Surroundings {
  const { path } = near.workspace;
  if (path === undefined || folderOf(path) === folder) return near;
  const at = (relative: string): string => relativePlace(folderOf(path), joinPath(folder, relative));
  return {
    fileName: near.fileName,
    workspace: near.workspace,
    read: (relative) => near.read(at(relative)),
    exists: (relative) => near.exists(at(relative)),
    list: (relative) => near.list(at(relative)),
    data: (reader) => near.data(reader),
  };
}

/** An absolute path as seen from a folder; `.` for the folder itself. */
export function relativePlace(folder: string, path: string): string {
  if (folder === path) return '.';
  const from = folder.split('/').filter((part) => part !== '');
  const to = path.split('/').filter((part) => part !== '');
  // Another drive has no way from here.
  if (/^[A-Za-z]:$/.test(to[0] ?? '') && to[0] !== from[0]) return path;
  let same = 0;
  while (same < from.length && same < to.length && from[same] === to[same]) same++;
  return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/') || '.';
}

/** What a file that decides is called, as a sentence has it: ``Compose file `compose.yaml` ``. */
export function sayer({ data, path }: PlacedFact<'build.context' | 'image.build'>, workspace: WorkspaceView): string {
  const name = sayers[data.by];
  if (data.by === 'command') return name;
  if (data.by === 'settings' && path.endsWith('/.vscode/settings.json')) return 'the setting `slipway.images`';
  const from = workspace.path === undefined ? path : relativePlace(folderOf(workspace.path), path);
  return data.by === 'settings' || data.by === 'tilt' || data.by === 'skaffold' ? `\`${from}\`` : `${name} \`${from}\``;
}

const sayers: Readonly<Record<BuildSource, string>> = {
  settings: 'the configuration',
  command: 'the last build command',
  compose: 'the Compose file',
  bake: 'the Bake file',
  skaffold: 'Skaffold',
  tilt: 'the Tiltfile',
  kustomize: 'the kustomization',
  helm: 'the chart',
};
