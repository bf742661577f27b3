import { mistakesIn } from '../../languages/compose/structure.js';
import type { ComposeFile } from '../../languages/compose/model.js';
import type { Mistake } from '../../languages/compose/structure.js';
import type { PathStep } from '../../languages/yaml/nodes.js';
import { placeText as place } from './yamlStructure.js';

/** Mistakes of one kind, found once for all rules that tell of them. */
export function mistakes<W extends Mistake['what']>(file: ComposeFile, what: W): readonly Extract<Mistake, { what: W }>[] {
  return file.once(mistakesIn).filter((mistake): mistake is Extract<Mistake, { what: W }> => mistake.what === what);
}

/** `services.web.ports[0]` in words of a message; the file itself for the top. */
export function placeText(path: readonly PathStep[]): string {
  return place(path, 'the top of a Compose file');
}
