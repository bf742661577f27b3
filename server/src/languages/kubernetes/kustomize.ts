import type { Surroundings } from '../../engine/rule/define.js';
import { kustomizationNames } from '../kustomize/file.js';

/** Lists of a kustomization whose files hold whole objects: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/. */
const wholeObjects = new Set(['resources', 'bases', 'crds', 'components']);

/**
 * Whether a kustomization anywhere names it as a patch, or one beside or above the document as something of the like: then it
 * holds only what changes.
 * Where there is neither a workspace nor a disk to look at, it holds all.
 */
export function isKustomizePatch(near: Surroundings): boolean {
  return near.once === undefined ? isNamedAsPatch(near) : near.once(isNamedAsPatch);
}

function isNamedAsPatch(near: Surroundings): boolean {
  const { path } = near.workspace;
  if (path !== undefined) {
    if (near.workspace.find('kustomize.patch', path).length > 0) return true;
    // Files of one name lie in many folders: who is listed as a resource is none of the others' patches.
    if (near.workspace.complete && near.workspace.find('kustomize.resource', path).length > 0) return false;
  }
  return ['', '../', '../../'].some((folder) =>
    kustomizationNames.some((name) => {
      const text = near.read(folder + name);
      return text !== undefined && namesAsPatch(text, near.fileName);
    }),
  );
}

/** A kustomization is a list of lists, so the key at the margin above a mention says what the file is for. */
function namesAsPatch(text: string, fileName: string): boolean {
  let key = '';
  for (const line of text.split(/\r?\n/)) {
    key = /^([\w-]+):/.exec(line)?.[1] ?? key;
    if (!wholeObjects.has(key) && !line.trimStart().startsWith('#') && line.split(/[\s"'/,[\]]+/).includes(fileName)) return true;
  }
  return false;
}
