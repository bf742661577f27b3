import { Origin } from '../../engine/text/origin.js';
import type { YamlMap } from '../yaml/nodes.js';
import { parseYaml } from '../yaml/parse.js';
import { reparse } from '../yaml/reparse.js';
import { isTemplated, maskTemplates } from '../yaml/templates.js';
import { KustomizationFile } from './model.js';

/** Names that kustomize looks for in a folder, the case counts: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/. */
export const kustomizationNames: readonly string[] = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

export function isKustomizationName(path: string): boolean {
  return kustomizationNames.includes(path.slice(path.lastIndexOf('/') + 1));
}

/** Reading this much takes less time than looking for what has changed. */
const smallText = 4000;

/** Never throws. `previous` is used up, but for a text that is the same as before, which keeps its model. */
export function parseKustomization(text: string, previous?: KustomizationFile): KustomizationFile {
  if (previous?.text === text) return previous;
  const carried = previous === undefined ? undefined : carriedFrom(previous, text);
  if (carried !== undefined) return carried;
  const origin = new Origin(0);
  const { roots, faults, hasAnchors } = parseYaml(maskTemplates(text), { text, origin });
  const root = roots.find((each): each is YamlMap => each.kind === 'map');
  const canBeCarried = !hasAnchors && roots.length === 1;
  return new KustomizationFile({ text, root, faults, isTemplated: isTemplated(text), canBeCarried, origin });
}

/** Of a large file only the entry around an edit is read; the rest of its tree moves. */
function carriedFrom({ text: old, root, faults, canBeCarried, origin }: KustomizationFile, text: string): KustomizationFile | undefined {
  if (root === undefined || !canBeCarried || faults.length > 0 || text.length < smallText) return undefined;
  if (isTemplated(old) || isTemplated(text) || !reparse(root, root.source, text)) return undefined;
  return new KustomizationFile({ text, root, faults, isTemplated: false, canBeCarried, origin });
}
