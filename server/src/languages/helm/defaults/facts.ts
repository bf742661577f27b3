import type { Fact } from '../../../engine/facts/facts.js';
import { parseImageReference } from '../../dockerfile/image.js';
import { lastPart } from '../../dockerfile/imageNames.js';
import { toData } from '../../yaml/nodes.js';
import { maskTemplates } from '../../yaml/templates.js';
import type { TemplateFile, ValuesFile } from '../model.js';
import { TemplateText } from './blocks.js';
import { isList, isMap, unknownWord, type Value, type ValueMap } from './values.js';

// What files of a chart tell of themselves, so that others can see what the chart runs.

declare module '../../../engine/facts/facts.js' {
  interface FactData {
    /** All values of a file of values; the key is the chart's root. */
    'helm.tree': { readonly file: string; readonly tree: unknown };
    /** A template that names images or holds named templates; the key is the chart's root. */
    'helm.text': ChartText;
    /** A chart may run an image whose name ends so; the key is that last part. */
    'helm.image': { readonly root: string };
  }
}

export interface KeptTemplate {
  readonly path: string;
  readonly rests: readonly object[];
  /** Templates of other charts that it called, with the file of each. */
  readonly foreign: ReadonlyMap<string, ChartText | undefined>;
  readonly made: readonly unknown[];
}

/** Plain data to those who compare it. */
export class ChartText extends TemplateText {
  readonly isManifest: boolean;
  /** What it gave last: see `containers.ts`. */
  #kept: KeptTemplate | undefined;

  get kept(): KeptTemplate | undefined {
    return this.#kept;
  }

  set kept(kept: KeptTemplate | undefined) {
    this.#kept = kept;
  }

  constructor(text: string, isManifest: boolean) {
    super(text);
    this.isManifest = isManifest;
  }
}

export const hasImage = (text: string): boolean => /^[ \t]*(?:-[ \t]+)?image[ \t]*:/m.test(text);

export function textFacts(file: TemplateFile, root: string): Fact[] {
  const isManifest = file.isManifest && hasImage(file.text);
  if (!isManifest && file.template.defines.length === 0) return [];
  const facts: Fact[] = [{ kind: 'helm.text', key: root, data: new ChartText(file.text, isManifest), at: file.origin.span(0, 0) }];
  if (!isManifest) return facts;
  // `image: shop/api:{{ .Chart.AppVersion }}`
  for (const [, written = ''] of maskTemplates(file.text).matchAll(/^[ \t]*(?:-[ \t]+)?image[ \t]*:[ \t]*["']?([^\s"'#]+)/gm)) {
    const name = lastPart(written).replace(/[:@].*$/, '');
    if (name !== '' && !name.includes(unknownWord))
      facts.push({ kind: 'helm.image', key: name, data: { root }, at: file.origin.span(0, 0) });
  }
  return facts;
}

export function treeFacts(file: ValuesFile, root: string, name: string): Fact[] {
  const tree = file.root === undefined || file.faults.length > 0 ? {} : (toData(file.root) as ValueMap);
  const names = new Set<string>();
  const search = (value: Value, path: string): void => {
    if (isMap(value)) for (const [key, each] of Object.entries(value)) search(each, `${path}.${key}`);
    else if (isList(value)) for (const each of value) search(each, path);
    else if (typeof value === 'string' && /image|repository/i.test(path)) {
      const last = lastPart(parseImageReference(value).repository);
      if (/^[\w.-]+$/.test(last)) names.add(last);
    }
  };
  search(tree, '');
  const at = file.origin.span(0, 0);
  return [
    { kind: 'helm.tree', key: root, data: { file: name, tree }, at },
    ...[...names].map((key): Fact<'helm.image'> => ({ kind: 'helm.image', key, data: { root }, at })),
  ];
}
