import type { PlacedFact, WorkspaceView } from '../../engine/facts/facts.js';
import { baseImageFacts } from '../dockerfile/baseImages.js';
import { stageKey } from '../dockerfile/facts.js';
import { parseImageReference } from '../dockerfile/image.js';

declare module '../../engine/facts/facts.js' {
  interface FactData {
    /** Something says which Dockerfile builds an image; the key is the image's repository. */
    'image.build': {
      /** Absolute path of the Dockerfile. */
      readonly dockerfile: string;
      readonly target: string | null;
      readonly by: BuildSource;
    };
  }
}

/** Who says so, the one that is believed first in front. */
export const buildSources = ['settings', 'command', 'compose', 'bake', 'skaffold', 'tilt', 'kustomize', 'helm'] as const;
export type BuildSource = (typeof buildSources)[number];

/** The Dockerfile and stage behind an image. */
export interface ImageSource {
  readonly dockerfile: PlacedFact<'dockerfile'>;
  /** Index of the stage that becomes the image. */
  readonly stage: number;
  /** Key of the stage's facts. */
  readonly key: string;
  /** What the pairing rests on: a file that says so, or names alone. */
  readonly by: BuildSource | 'name';
}

/**
 * The Dockerfile that builds `image` as the file at the view's path means it; undefined where nothing or more than one thing
 * fits: a wrong pairing does more harm than none.
 */
export function sourceOf(workspace: WorkspaceView, image: string): ImageSource | undefined {
  const { repository } = parseImageReference(image);
  const said = [...workspace.find('image.build', repository)].sort(
    (a, b) =>
      buildSources.indexOf(a.data.by) - buildSources.indexOf(b.data.by) ||
      nearness(workspace.path, b.path) - nearness(workspace.path, a.path),
  );
  for (const { data } of said) {
    const [dockerfile] = workspace.find('dockerfile', data.dockerfile);
    if (dockerfile === undefined) continue;
    const named =
      data.target === null
        ? dockerfile.data.final
        : dockerfile.data.stages.findIndex((name) => name?.toLowerCase() === data.target?.toLowerCase());
    if (named >= 0) return source(dockerfile, named, data.by);
  }
  return byName(workspace, repository);
}

/** The images that the Dockerfile at the view's path is the source of, as manifests use them. */
export function usesOf(workspace: WorkspaceView): readonly (PlacedFact<'image.used'> & { readonly stage: number })[] {
  const { path } = workspace;
  if (path === undefined) return [];
  return workspace.all('image.used').flatMap((used) => {
    const from = sourceOf(viewFrom(workspace, used.path), used.data.image);
    return from?.dockerfile.path === path ? [{ ...used, stage: from.stage }] : [];
  });
}

/** The same workspace asked from another file: nearness counts from there. */
function viewFrom(workspace: WorkspaceView, path: string): WorkspaceView {
  return {
    get complete() {
      return workspace.complete;
    },
    path,
    find: (kind, key) => workspace.find(kind, key),
    all: (kind) => workspace.all(kind),
    relative: (other) => workspace.relative(other),
  };
}

/** Folders that hold a Dockerfile for the folder above them. */
const insideFolders: ReadonlySet<string> = new Set(['docker', 'build', 'deploy', 'deployment', '.docker', 'container']);

function byName(workspace: WorkspaceView, repository: string): ImageSource | undefined {
  // An image that everybody pulls is not built by the folder that bears its name.
  if (baseImageFacts(repository, undefined) !== undefined) return undefined;
  const name = repository.slice(repository.lastIndexOf('/') + 1).toLowerCase();
  const ranked = workspace.all('dockerfile').flatMap((dockerfile) => {
    const rank = rankOf(dockerfile.path, name);
    return rank === undefined ? [] : [{ dockerfile, rank, near: nearness(workspace.path, dockerfile.path) }];
  });
  ranked.sort((a, b) => a.rank - b.rank || b.near - a.near);
  const [first, second] = ranked;
  if (first === undefined || (second !== undefined && second.rank === first.rank && second.near === first.near)) return undefined;
  return source(first.dockerfile, first.dockerfile.data.final, 'name');
}

/** How well a Dockerfile's path fits an image's name; less is better. */
function rankOf(path: string, name: string): number | undefined {
  const parts = path.toLowerCase().split('/');
  const file = parts.at(-1) ?? '';
  if (file === `dockerfile.${name}` || file === `${name}.dockerfile` || file === `containerfile.${name}`) return 0;
  if (file !== 'dockerfile' && file !== 'containerfile') return undefined;
  const folder = parts.at(-2) ?? '';
  if (folder === name) return 1;
  return insideFolders.has(folder) && parts.at(-3) === name ? 2 : undefined;
}

function source(dockerfile: PlacedFact<'dockerfile'>, stage: number, by: ImageSource['by']): ImageSource {
  return { dockerfile, stage, key: stageKey(dockerfile.path, stage), by };
}

/** Folders that two paths share. */
function nearness(a: string | undefined, b: string): number {
  const [left, right] = [(a ?? '').split('/'), b.split('/')];
  let same = 0;
  while (same < left.length - 1 && same < right.length - 1 && left[same] === right[same]) same++;
  return same;
}
