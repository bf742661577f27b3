import { mistakesIn } from '../../languages/compose/structure.js';
import type { ComposeFile } from '../../languages/compose/model.js';
import type { Mistake } from '../../languages/compose/structure.js';
import type { Shape } from '../../languages/compose/shapes.js';
import type { PathStep } from '../../languages/yaml/nodes.js';

/** Mistakes of one kind, found once for all rules that tell of them. */
export function mistakes<W extends Mistake['what']>(file: ComposeFile, what: W): readonly Extract<Mistake, { what: W }>[] {
  return file.once(mistakesIn).filter((mistake): mistake is Extract<Mistake, { what: W }> => mistake.what === what);
}

/** `services.web.ports[0]` in words of a message; the file itself for the top. */
export function placeText(path: readonly PathStep[]): string {
  if (path.length === 0) return 'the top of a Compose file';
  return `\`${path.map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`)).join('')}\``;
}

/** What Compose wants, in words. */
export function wantedText(shape: Shape): string {
  switch (shape.kind) {
    case 'object':
    case 'map':
      return 'a map';
    case 'list':
      return 'a list';
    case 'any':
      return 'anything';
    case 'scalar':
      if (shape.unit !== undefined) return `text with a unit, such as \`30${shape.unit}\``;
      return { text: 'text', number: 'a number', flag: '`true` or `false`', scalar: 'a single value' }[shape.is];
    case 'either':
      return [...new Set(shape.of.map(wantedText))].join(' or ');
  }
}
