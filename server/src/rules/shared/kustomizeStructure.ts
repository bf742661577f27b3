import type { Shape } from '../../languages/compose/shapes.js';
import type { KustomizationFile } from '../../languages/kustomize/model.js';
import { mistakesIn, type Mistake } from '../../languages/kustomize/structure.js';
import type { PathStep } from '../../languages/yaml/nodes.js';

/** Mistakes of one kind, found once for all rules that tell of them. */
export function mistakes<W extends Mistake['what']>(file: KustomizationFile, what: W): readonly Extract<Mistake, { what: W }>[] {
  return file.once(mistakesIn).filter((mistake): mistake is Extract<Mistake, { what: W }> => mistake.what === what);
}

/** `images[0].newTag` in words of a message; the file itself for the top. */
export function placeText(path: readonly PathStep[]): string {
  if (path.length === 0) return 'a kustomization';
  return `\`${path.map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`)).join('')}\``;
}

/** What kustomize wants, in words. */
export function wantedText(shape: Shape): string {
  if (shape.kind === 'object' || shape.kind === 'map') return 'a map';
  if (shape.kind === 'list') return 'a list';
  if (shape.kind !== 'scalar') return 'anything';
  return { text: 'text', number: 'a number', flag: '`true` or `false`', scalar: 'a single value' }[shape.is];
}
