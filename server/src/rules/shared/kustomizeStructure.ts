import type { KustomizationFile } from '../../languages/kustomize/model.js';
import { mistakesIn, type Mistake } from '../../languages/kustomize/structure.js';
import type { PathStep } from '../../languages/yaml/nodes.js';
import { placeText as place } from './yamlStructure.js';

/** Mistakes of one kind, found once for all rules that tell of them. */
export function mistakes<W extends Mistake['what']>(file: KustomizationFile, what: W): readonly Extract<Mistake, { what: W }>[] {
  return file.once(mistakesIn).filter((mistake): mistake is Extract<Mistake, { what: W }> => mistake.what === what);
}

/** `images[0].newTag` in words of a message; the file itself for the top. */
export function placeText(path: readonly PathStep[]): string {
  return place(path, 'a kustomization');
}
