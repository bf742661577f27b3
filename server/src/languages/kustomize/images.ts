import type { WorkspaceView } from '../../engine/facts/facts.js';
import type { ImageOverride, Kustomization } from './facts.js';
import { folderOf } from './paths.js';

/**
 * Which images an entry of `images` is for: its name is a regular expression over the text in front of tag and digest, with no
 * registry filled in on either side. https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/images/
 */
export function imageMatcher(name: string): (image: string) => boolean {
  try {
    const expression = new RegExp(`^(?:${name})(?::[\\w.{}-]*)?(?:@sha256:[\\w.{}-]*)?$`);
    return (image) => expression.test(image);
  } catch {
    return (image) => image === name || image.startsWith(`${name}:`) || image.startsWith(`${name}@`);
  }
}

export const isImageMatched = (name: string, image: string): boolean => imageMatcher(name)(image);

/** The image that an entry puts in the place of one that it is for. Without a new tag or digest the old ones stay. */
function replaced(image: string, { newName, newTag, digest }: ImageOverride): string {
  const rest = /^(.*?)((?::[\w.{}-]*)?)((?:@sha256:[\w.{}-]*)?)$/.exec(image);
  const [own, oldTag, oldDigest] = [rest?.[1] ?? image, rest?.[2] ?? '', rest?.[3] ?? ''];
  const [hasTag, hasDigest] = [newTag !== null && newTag !== '', digest !== null && digest !== ''];
  const base = newName === null || newName === '' ? own : newName;
  if (!hasTag && !hasDigest) return base + oldTag + oldDigest;
  return base + (hasTag ? `:${newTag}` : '') + (hasDigest ? `@${digest}` : '');
}

/** What entries make of any image, one after the other. */
export function afterAll(overrides: readonly ImageOverride[]): (image: string) => string {
  const steps = overrides.map((override) => ({ override, isFor: imageMatcher(override.name) }));
  return (image) => steps.reduce((now, { override, isFor }) => (isFor(now) ? replaced(now, override) : now), image);
}

export const overridden = (image: string, override: ImageOverride): string => afterAll([override])(image);

/** What becomes of an image of the file at `path` in one of the ways that lead to it. */
export interface EffectiveImage {
  readonly image: string;
  /** Kustomizations that change it, the nearest first. */
  readonly by: readonly string[];
  /** The outermost kustomization of this way. */
  readonly top: string;
}

/** Longer ways and more of them are no layout that somebody keeps in mind. */
const longestWay = 12;
const mostWays = 40;

/** What kustomizations make of `image` in the file at `path`, one for each way in; empty where none lists it. */
export function effectiveImages(workspace: WorkspaceView, path: string, image: string): readonly EffectiveImage[] {
  const found: EffectiveImage[] = [];
  const climb = (at: string, now: string, by: readonly string[], depth: number): void => {
    if (depth > longestWay || found.length >= mostWays) return;
    const listing = workspace.find('kustomize.resource', at);
    // What a patch brings is changed by those that apply it.
    const parents = new Set([...listing, ...(depth === 0 ? workspace.find('kustomize.patch', at) : [])].map(({ data }) => data.by));
    for (const parent of parents) {
      const folder = folderOf(parent);
      const [own] = workspace.find('kustomize', folder);
      if (own === undefined || by.includes(parent)) continue;
      const next = afterAll(imagesOf(workspace, own.data, 0))(now);
      const changed = next === now ? by : [...by, parent];
      const before = found.length;
      climb(folder, next, changed, depth + 1);
      if (found.length === before && !workspace.find('kustomize.resource', folder).some(({ data }) => data.by !== parent))
        found.push({ image: next, by: changed, top: parent });
    }
  };
  climb(path, image, [], 0);
  return found;
}

/** A kustomization's own overrides behind those of its components. */
function imagesOf(workspace: WorkspaceView, { components, images }: Kustomization, depth: number): readonly ImageOverride[] {
  if (depth > longestWay) return images;
  const brought = components.flatMap((folder) =>
    workspace.find('kustomize', folder).flatMap(({ data }) => imagesOf(workspace, data, depth + 1)),
  );
  return [...brought, ...images];
}

/** Namespaces that kustomizations give to the objects of the file at `path`, one for each way that sets one. */
export function namespacesOf(workspace: WorkspaceView, path: string): readonly string[] {
  const found = new Set<string>();
  const climb = (at: string, now: string | null, depth: number): void => {
    if (depth > longestWay) return;
    for (const { data } of workspace.find('kustomize.resource', at)) {
      const next = data.namespace ?? now;
      if (next !== null) found.add(next);
      const folder = folderOf(data.by);
      if (folder !== at) climb(folder, next, depth + 1);
    }
  };
  climb(path, null, 0);
  return [...found];
}
