import type { HoverText } from '../../engine/features/hover.js';
import type { Surroundings } from '../../engine/rule/define.js';
import { nodeAt, type Found } from '../compose/place.js';
import { code, hoverText, sentences } from '../dockerfile/hover/markdown.js';
import { generatedText, imageOverrideText, listedText, summaryText } from './describe.js';
import { imagesIn } from './facts.js';
import { fieldText, referencePage } from './fieldTexts.js';
import { generatorsIn } from './generators.js';
import type { KustomizationFile } from './model.js';
import { pathsIn } from './paths.js';
import { topFields } from './schema.js';

/** Fields that have a better one: what kustomize itself says of them. */
const replacements: Readonly<Record<string, string>> = {
  bases: 'resources',
  imageTags: 'images',
  patchesStrategicMerge: 'patches',
  patchesJson6902: 'patches',
  commonLabels: 'labels',
  vars: 'replacements',
  helmChartInflationGenerator: 'helmCharts',
};

/** What there is to know of the field or value at `offset`; nothing in comments. */
export function kustomizeHover(file: KustomizationFile, offset: number, near: Surroundings): HoverText | undefined {
  const { root } = file;
  if (root === undefined || file.isTemplated || file.isForeign) return undefined;
  if (file.comments.some(({ span }) => span.start <= offset && offset <= span.end)) return undefined;
  const place = nodeAt(root, offset - file.origin.offset, []);
  if (place === undefined) return undefined;
  const paragraphs = place.part === 'key' ? keyParagraphs(place, file, near) : valueParagraphs(place, file, near);
  const found = paragraphs.filter((text) => text !== undefined && text !== '');
  return found.length === 0 ? undefined : hoverText(place.span, ...found);
}

type Paragraphs = readonly (string | undefined)[];

/** `images.newTag` of `images[0].newTag`, the case as kustomize has it. */
function fieldOf(path: Found['path']): string {
  const [top = '', ...rest] = path.filter((step) => typeof step === 'string');
  const known = Object.keys(topFields).find((field) => field.toLowerCase() === top.toLowerCase()) ?? top;
  return [known === 'patchesJson6902' && rest.length > 0 ? 'patches' : known, ...rest].join('.');
}

function keyParagraphs({ path }: Found, file: KustomizationFile, near: Surroundings): Paragraphs {
  const field = fieldOf(path);
  const known = fieldText(field);
  if (known === undefined) return [];
  const next = Object.hasOwn(replacements, field) ? replacements[field] : undefined;
  const deprecated = next === undefined ? undefined : `**Deprecated**: ${code(next)} does the same.`;
  const isWhole = field === 'resources' || field === 'kind';
  return [
    sentences(`${code(field)}, ${known.type}.`, known.text),
    deprecated,
    isWhole ? summaryText(near) : undefined,
    `[Kustomize reference](${referencePage}${known.page ?? ''})`,
  ];
}

function valueParagraphs({ path, node }: Found, file: KustomizationFile, near: Surroundings): Paragraphs {
  const listed = pathsIn(file).find((each) => each.node === node);
  if (listed !== undefined) return [listedText(listed, near)];
  const [top, index, key] = path;
  if ((top === 'images' || top === 'imageTags') && typeof index === 'number') {
    const override = imagesIn(file).find(({ map }) => map === file.get(top)?.get(index));
    return override === undefined ? [] : [imageOverrideText(override, near)];
  }
  const generator = generatorsIn(file).find(({ nameNode }) => nameNode === node);
  if (generator !== undefined && key === 'name') return [generatedText(generator, file)];
  return [];
}
