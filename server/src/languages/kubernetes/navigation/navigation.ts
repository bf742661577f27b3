import type { PlacedFact, WorkspaceView } from '../../../engine/facts/facts.js';
import {
  unique,
  type FileLink,
  type FoundSymbol,
  type Lens,
  type Mention,
  type Navigation,
  type Place,
} from '../../../engine/features/navigation.js';
import type { Surroundings } from '../../../engine/rule/define.js';
import { lineEnd } from '../../../engine/text/lines.js';
import type { KubernetesFile } from '../file.js';
import { sourceOf, usesOf, viewFrom, type ImageSource } from '../imageSource.js';
import type { KubernetesObject } from '../object.js';
import { isSame, Known, namespaceOfObject } from './known.js';
import { meaningAt, type Meaning } from './meaning.js';
import { manifestSymbols } from './outline.js';
import { partKey } from './references.js';
import { renamableMeaning } from './rename.js';

export const kubernetesNavigation: Navigation<KubernetesFile> = {
  targets(file, offset, near) {
    const known = new Known(file, near.workspace);
    const meaning = meaningAt(file, offset, known);
    const places = meaning === undefined ? [] : unique(definitions(meaning, known));
    return meaning === undefined || places.length === 0 ? undefined : { from: meaning.span, places };
  },
  mentions(file, offset, near) {
    const known = new Known(file, near.workspace);
    const meaning = meaningAt(file, offset, known);
    if (meaning === undefined) return [];
    const declared = definitions(meaning, known).map((place): Mention => ({ ...place, isDeclaration: true }));
    return unique([...declared, ...usesOfMeaning(meaning, known)]);
  },
  links: dockerfileLinks,
  symbols: manifestSymbols,
  workspaceSymbols: namedObjects,
  lenses,
  renamable(file, offset, near) {
    const known = new Known(file, near.workspace);
    const meaning = meaningAt(file, offset, known);
    return meaning === undefined ? undefined : renamableMeaning(meaning, known, near);
  },
};

function definitions(meaning: Meaning, known: Known): Place[] {
  if (meaning.is !== 'image') return meaning.found.map((fact) => known.place(fact));
  const stage = stageOf(meaning.source, known);
  return [stage === undefined ? known.place(meaning.source.dockerfile) : known.place(stage)];
}

const stageOf = (source: ImageSource, { workspace }: Known): PlacedFact<'stage'> | undefined => workspace.find('stage', source.key)[0];

function usesOfMeaning(meaning: Meaning, known: Known): Mention[] {
  const used = (fact: PlacedFact): Mention => ({ ...known.place(fact), isDeclaration: false });
  switch (meaning.is) {
    case 'object': {
      const { kind, name, found } = meaning;
      const isMeant = (facts: readonly PlacedFact[]): boolean => facts.some((fact) => found.some((each) => isSame(each, fact)));
      const named = known
        .find('object.named', partKey(kind, name))
        .filter(({ data, path }) => isMeant(known.objects(kind, name, data.namespace, path)));
      return [...named, ...found.flatMap((object) => servicesByPods(object.path, known).get(object.key) ?? [])].map(used);
    }
    case 'part': {
      const { key, found } = meaning;
      return known
        .find('object.named', key)
        .filter(({ data, path }) => known.parts(key, data.namespace, path).some((fact) => found.some((each) => isSame(each, fact))))
        .map(used);
    }
    case 'port': {
      const { name, found } = meaning;
      return known
        .find('port.named', name)
        .filter((use) => known.ports(use).some((port) => found.some((each) => isSame(each, port))))
        .map(used);
    }
    case 'image': {
      const { dockerfile, stage } = meaning.source;
      return usesOf(viewFrom(known.workspace, dockerfile.path))
        .filter((use) => use.stage === stage)
        .map(used);
    }
    case 'pods':
      return [];
  }
}

/** Services that send requests to pods of the file at `path`, by the key `Kind namespace/name` of whose the pods are. */
function servicesByPods(path: string, known: Known): ReadonlyMap<string, readonly PlacedFact<'service'>[]> {
  const found = new Map<string, PlacedFact<'service'>[]>();
  for (const service of known.all('service')) {
    const { selector, namespace } = service.data;
    for (const pods of known.selected('pod.labels', selector, namespace, service.path)) {
      if (pods.path !== path) continue;
      const same = found.get(pods.key);
      if (same === undefined) found.set(pods.key, [service]);
      else same.push(service);
    }
  }
  return found;
}

/** Images of a file are asked for once, however many containers run them. */
function sources(workspace: WorkspaceView): (image: string) => ImageSource | undefined {
  const found = new Map<string, ImageSource | undefined>();
  return (image) => {
    if (!found.has(image)) found.set(image, sourceOf(workspace, image));
    return found.get(image);
  };
}

function dockerfileLinks(file: KubernetesFile, near: Surroundings): FileLink[] {
  const source = sources(near.workspace);
  return judged(file).flatMap((object) =>
    object.pods.flatMap((pod) =>
      pod.allContainers.flatMap(({ image, imageNode }) => {
        const from = image === undefined ? undefined : source(image.text);
        if (from === undefined || imageNode === undefined) return [];
        const { path } = from.dockerfile;
        return [{ span: imageNode.span, path, tooltip: `Open ${near.workspace.relative(path)}` }];
      }),
    ),
  );
}

/** Objects whose words are their own: another program writes those of templates. */
const judged = (file: KubernetesFile): KubernetesObject[] =>
  file.documents.flatMap((document) => (document.isTemplated ? [] : document.objects));

function namedObjects(workspace: WorkspaceView, isWanted: (name: string) => boolean): FoundSymbol[] {
  return workspace.all('object').flatMap((fact) => {
    const { key, path, at } = fact;
    const name = `${key.slice(0, key.indexOf(' '))} ${key.slice(key.indexOf('/') + 1)}`;
    return isWanted(name) ? [{ sort: 'object' as const, name, within: namespaceOfObject(fact) ?? '', path, span: at }] : [];
  });
}

function lenses(file: KubernetesFile, near: Surroundings): Lens[] {
  const known = new Known(file, near.workspace);
  const source = sources(near.workspace);
  const services = servicesByPods(known.own, known);
  return judged(file).flatMap((object) => {
    if (object.pods.length === 0) return [];
    const { start } = object.span;
    const span = { start, end: Math.max(start, lineEnd(file.text, start)) };
    const built = new Map<string, Lens>();
    for (const { image } of object.pods.flatMap((pod) => pod.allContainers)) {
      const from = image === undefined ? undefined : source(image.text);
      if (from === undefined || built.has(from.key)) continue;
      const place = known.place(stageOf(from, known) ?? from.dockerfile);
      built.set(from.key, { span, title: `built by ${near.workspace.relative(from.dockerfile.path)}`, places: [place] });
    }
    const key = `${object.kind} ${object.namespace ?? ''}/${object.name ?? ''}`;
    const selecting = services.get(key) ?? [];
    const [first] = selecting;
    const title =
      selecting.length === 1
        ? `selected by Service ${first?.key.slice(first.key.indexOf('/') + 1)}`
        : `selected by ${selecting.length} Services`;
    return [...built.values(), ...(first === undefined ? [] : [{ span, title, places: selecting.map((service) => known.place(service)) }])];
  });
}
