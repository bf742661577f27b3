import { Origin } from '../../engine/text/origin.js';
import { parseYaml } from '../yaml/parse.js';
import { reparse } from '../yaml/reparse.js';
import { ChartFile, SchemaFile, TemplateFile, ValuesFile, type HelmFile } from './model.js';
import { helmPlace } from './place.js';

/** Never throws. `previous` is used up, but for a text that is the same as before, which keeps its model. Text without a path is a template. */
export function parseHelm(text: string, previous?: HelmFile, path?: string): HelmFile {
  const place = path === undefined ? undefined : helmPlace(path);
  const role = place?.role ?? 'template';
  if (previous?.role === role && previous.text === text) return previous;
  if (role === 'template') {
    const isManifest = place === undefined || (/\.ya?ml$/.test(place.within) && !/(?:^|\/)_[^/]*$/.test(place.within));
    return new TemplateFile(text, new Origin(0), isManifest, previous?.role === 'template' ? previous : undefined);
  }
  const make = role === 'chart' ? ChartFile : role === 'values' ? ValuesFile : SchemaFile;
  if (
    previous?.role === role &&
    previous.root !== undefined &&
    canCarry(previous, text) &&
    reparse(previous.root, previous.root.source, text)
  )
    return new make({ text, origin: previous.origin, root: previous.root, other: undefined, faults: [], canBeCarried: true });
  const origin = new Origin(0);
  const { roots, faults, hasAnchors } = parseYaml(text, { text, origin });
  const [root] = roots;
  return new make({
    text,
    origin,
    root: root?.kind === 'map' ? root : undefined,
    other: root?.kind === 'map' ? undefined : root,
    faults,
    canBeCarried: !hasAnchors && roots.length === 1,
  });
}

/** Reading this much takes less time than looking for what has changed. */
const smallText = 4000;

function canCarry({ canBeCarried, faults }: ChartFile | ValuesFile | SchemaFile, text: string): boolean {
  return canBeCarried && faults.length === 0 && text.length >= smallText;
}
