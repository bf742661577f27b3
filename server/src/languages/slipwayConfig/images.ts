import { Origin } from '../../engine/text/origin.js';
import { lineBreakOf } from '../../engine/text/lines.js';
import { insert, type Edit } from '../../engine/text/span.js';
import { block, merge, removeEntry, replaceValue } from '../yaml/edit.js';
import { parseYaml } from '../yaml/parse.js';

/** The edits after which a `.slipway.yaml` says which Dockerfile builds an image; undefined where the file is not sound. */
export function sayDockerfile(text: string, image: string, dockerfile: string, target: string | undefined): readonly Edit[] | undefined {
  const source = { text, origin: new Origin(0) };
  const { roots, faults } = parseYaml(text, source);
  if (faults.length > 0 || roots.length > 1) return undefined;
  const [root] = roots;
  const value = target === undefined ? dockerfile : { dockerfile, target };
  if (root === undefined) {
    const lineBreak = lineBreakOf(text);
    const opening = text === '' || text.endsWith('\n') ? '' : lineBreak;
    return [insert(text.length, `${opening}${block({ images: { [image]: value } }, source, 0)}${lineBreak}`)];
  }
  if (root.kind !== 'map') return undefined;
  const images = root.get('images');
  const present = images?.kind === 'map' ? images.entry(image) : undefined;
  if (images?.kind !== 'map' || present === undefined) return merge(root, { images: { [image]: value } });
  // A context that stands there is the user's, whichever Dockerfile it is for.
  if (present.value.kind !== 'map') return replaceValue(present, value, images);
  const old = target === undefined && present.value.has('target') ? (removeEntry(present.value, 'target') ?? []) : [];
  return [...merge(present.value, target === undefined ? { dockerfile } : { dockerfile, target }), ...old];
}
