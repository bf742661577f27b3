import type { WorkspaceView } from '../../engine/facts/facts.js';
import { parseImageReference, type ImageReference } from '../../languages/dockerfile/image.js';
import { effectiveImages, namespacesOf } from '../../languages/kustomize/images.js';

/**
 * Whether kustomizations that list the document put an image in the place of `reference` which `isGood`. One way is enough: the
 * others may have their tags written by a pipeline, and the manifest is no place to mend it.
 */
export function isReplaced(workspace: WorkspaceView, reference: ImageReference, isGood: (image: ImageReference) => boolean): boolean {
  const { path } = workspace;
  if (path === undefined) return false;
  return effectiveImages(workspace, path, reference.text).some(
    ({ image }) => image !== reference.text && isGood(parseImageReference(image)),
  );
}

/** No tag that somebody writes. */
const ownTag = 'slipway-own-tag';

/**
 * Whether in each way that leads to the document a kustomization says itself which tag or digest runs, and `isMeant` holds for all
 * of them: what the manifest says is never used, even where it is the same.
 */
export function isSaidElsewhere(workspace: WorkspaceView, { name }: ImageReference, isMeant: (image: ImageReference) => boolean): boolean {
  const { path } = workspace;
  if (path === undefined) return false;
  const ways = effectiveImages(workspace, path, `${name}:${ownTag}`).map(({ image }) => parseImageReference(image));
  return ways.length > 0 && ways.every((image) => image.tag !== ownTag && isMeant(image));
}

/** Whether a kustomization that takes the document in, at whatever distance, puts labels into selectors. */
export function getsSelectors(workspace: WorkspaceView): boolean {
  const { path } = workspace;
  if (path === undefined) return false;
  const seen = new Set<string>();
  const visit = (listed: string): boolean =>
    workspace.find('kustomize.resource', listed).some(({ data }) => {
      const folder = data.by.slice(0, data.by.lastIndexOf('/'));
      if (seen.has(folder)) return false;
      seen.add(folder);
      return workspace.find('kustomize', folder).some((each) => each.data.setsSelectors) || visit(folder);
    });
  return visit(path);
}

/** Whether kustomizations that list the document put its objects into a namespace that is not `name`. */
export function isPutElsewhere(workspace: WorkspaceView, name?: string): boolean {
  const { path } = workspace;
  const namespaces = path === undefined ? [] : namespacesOf(workspace, path);
  return namespaces.length > 0 && (name === undefined || !namespaces.includes(name));
}
