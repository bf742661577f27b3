import type { Surroundings } from '../../engine/rule/define.js';

const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Lists of a kustomization whose files hold whole objects: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/. */
const wholeObjects = new Set(['resources', 'bases', 'crds', 'components']);

/**
 * Whether a kustomization beside or above the document names it as a patch or the like: then it holds only what changes.
 * Where there is no disk to look at, it holds all.
 */
export function isKustomizePatch(near: Surroundings): boolean {
  return ['', '../', '../../'].some((folder) =>
    names.some((name) => {
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
