import type { Offer, OfferQuestion, Offers } from '../../engine/features/completion.js';
import type { Surroundings } from '../../engine/rule/define.js';
import { formOfShape, type ShapeWords } from '../yaml/shapeForms.js';
import type { Shape } from '../yaml/shapes.js';
import { answersTo, cursorAt, type Cursor } from '../yaml/cursor.js';
import { fitted, formOffers, layoutOf } from '../yaml/forms.js';
import { fieldTexts } from './fieldTexts.js';
import type { KustomizationFile } from './model.js';
import { folderOf } from './paths.js';
import { topFields } from './schema.js';

const usual: Readonly<Record<string, readonly string[]>> = {
  images: ['name', 'newTag'],
  replicas: ['name', 'count'],
  labels: ['pairs'],
  patches: ['path'],
  'patches.target': ['kind', 'name'],
  configMapGenerator: ['name', 'literals'],
  secretGenerator: ['name', 'envs'],
  replacements: ['source', 'targets'],
};

const order = [
  'apiVersion',
  'kind',
  'namespace',
  'resources',
  'images',
  'patches',
  'configMapGenerator',
  'secretGenerator',
  'replicas',
  'labels',
  'components',
  'commonAnnotations',
  'namePrefix',
  'nameSuffix',
  'replacements',
  'generatorOptions',
];

/** What newer ones have taken the place of. */
const old: ReadonlySet<string> = new Set([
  'bases',
  'patchesStrategicMerge',
  'patchesJson6902',
  'commonLabels',
  'vars',
  'imageTags',
  'helmChartInflationGenerator',
]);

const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(table, key) ? table[key] : undefined);

const words: ShapeWords = {
  text: (path) => own(fieldTexts, path)?.text,
  usual: (path) => own(usual, path),
  order: (path) => (path === '' ? order : []),
  values: () => undefined,
};

const topShape: Shape = { kind: 'object', fields: topFields };

/** Fields, files of this folder, other kustomizations, images and names of the workspace. */
export function kustomizeOffers(file: KustomizationFile, question: OfferQuestion, near: Surroundings): Offers | undefined {
  const { offset, trigger, withFields } = question;
  if (file.isForeign) return undefined;
  const cursor = cursorAt(file.text, offset);
  if (cursor === undefined) return undefined;
  if (!answersTo(trigger, cursor)) return undefined;
  const files = fileOffers(file, cursor, offset, near);
  if (files !== undefined || trigger === '/') return files;
  const names = fitted(namesAt(cursor, near), cursor);
  const fields = withFields
    ? formOffers(formOfShape(topShape, '', words), cursor, layoutOf(file.text)).map((offer) =>
        cursor.path.length === 0 && old.has(offer.word) ? { ...offer, rank: 500, isDoubtful: true } : offer,
      )
    : [];
  const offers = names.length > 0 ? names : fields;
  return offers.length === 0 ? undefined : { span: cursor.span, offers };
}

function namesAt(cursor: Cursor, { workspace }: Surroundings): Offer[] {
  const path = cursor.path.filter((step) => typeof step === 'string').join('.');
  const offered = (all: readonly string[], detail = ''): Offer[] =>
    [...new Set(all)].sort().map((word) => ({ sort: 'name', word, rank: 0, ...(detail === '' ? {} : { detail }) }));
  if (cursor.kind === 'value' || cursor.isItem) {
    if (path === 'images.name')
      return offered(
        workspace.all('image.used').map(({ key }) => key),
        'image',
      );
    if (path === 'apiVersion') return offered(['kustomize.config.k8s.io/v1beta1', 'kustomize.config.k8s.io/v1alpha1']);
    if (path === 'kind') return offered(['Kustomization', 'Component']);
    const objects = workspace
      .all('object')
      .map(({ key }) => ({ kind: key.slice(0, key.indexOf(' ')), name: key.slice(key.indexOf('/') + 1) }));
    if (path.endsWith('.kind'))
      return offered(
        objects.map(({ kind }) => kind),
        'kind',
      );
    if (path === 'namespace')
      return offered(
        objects.filter(({ kind }) => kind === 'Namespace').map(({ name }) => name),
        'Namespace',
      );
    const isTarget = path === 'replicas.name' || /(?:^|\.)(?:target|source|select)\.name$/.test(path);
    const kind = cursor.entries().get('kind');
    const scaled = /^(?:Deployment|StatefulSet|ReplicaSet|ReplicationController)$/;
    if (isTarget)
      return objects
        .filter((each) => (path === 'replicas.name' ? scaled.test(each.kind) : kind === undefined || kind === each.kind))
        .map((each) => ({ sort: 'name' as const, word: each.name, detail: each.kind, rank: 0 }))
        .filter((offer, i, all) => all.findIndex(({ word }) => word === offer.word) === i);
  }
  return [];
}

const pathFields: Readonly<Record<string, 'manifest' | 'file'>> = {
  resources: 'manifest',
  bases: 'manifest',
  components: 'manifest',
  crds: 'manifest',
  patchesStrategicMerge: 'manifest',
  'patches.path': 'manifest',
  'patchesJson6902.path': 'manifest',
  'replacements.path': 'manifest',
  'openapi.path': 'file',
  'configMapGenerator.files': 'file',
  'configMapGenerator.envs': 'file',
  'secretGenerator.files': 'file',
  'secretGenerator.envs': 'file',
  'helmCharts.valuesFile': 'file',
};

function fileOffers(file: KustomizationFile, cursor: Cursor, offset: number, near: Surroundings): Offers | undefined {
  const path = cursor.path.filter((step) => typeof step === 'string').join('.');
  const sort = own(pathFields, path);
  const isItem = cursor.path.at(-1) === 0;
  if (sort === undefined || cursor.needsBlank) return undefined;
  // Fields of one file take it as their value, the others as items.
  if (/(?:^|\.)(?:path|valuesFile)$/.test(path) ? cursor.kind !== 'value' : !isItem) return undefined;
  const typed = cursor.typed.slice(cursor.typed.indexOf('=') + 1);
  const slash = typed.lastIndexOf('/');
  const [folder, prefix] = [typed.slice(0, slash + 1), typed.slice(slash + 1)];
  const present = new Set(
    (/^(?:resources|components|bases)$/.test(path) ? (file.get(path)?.items ?? []) : []).flatMap((node) => node.scalarText ?? []),
  );
  const names = near.list(folder.replace(/\/$/, '') || '.') ?? [];
  const wantsFolders = /^(?:resources|bases|components)$/.test(path);
  const listed = names
    .filter(
      (name) => (prefix.startsWith('.') || !name.startsWith('.')) && !/^(?:kustomization\.ya?ml|Kustomization|node_modules\/)$/.test(name),
    )
    .filter(
      (name) => name.endsWith('/') || (path !== 'bases' && path !== 'components' && (sort === 'file' || /\.(?:ya?ml|json)$/.test(name))),
    )
    .filter((name) => !present.has(`${folder}${name}`) || `${folder}${name}` === typed)
    .map((name): Offer => {
      const isFolder = name.endsWith('/');
      const isKustomized = isFolder && wantsFolders && near.exists(`${folder}${name}kustomization.yaml`) === true;
      return {
        sort: isFolder ? 'folder' : 'file',
        word: isKustomized ? name.slice(0, -1) : name,
        rank: isKustomized ? 1 : isFolder ? 10 : 2,
        ...(isFolder && !isKustomized ? { asksAgain: true } : {}),
      };
    });
  if (listed.length === 0 && (folder !== '' || !wantsFolders)) return undefined;
  if (folder !== '' || !wantsFolders) return { span: { start: offset - prefix.length, end: cursor.span.end }, offers: listed };
  // Others of the workspace, as an overlay names its base.
  const { workspace } = near;
  const folderHere = workspace.path === undefined ? '' : folderOf(workspace.path);
  // Who takes this one in cannot be taken in by it.
  const takers = new Set(workspace.find('kustomize.resource', folderHere).map(({ data }) => data.by));
  const folders = workspace
    .all('kustomize')
    .filter(({ path: at }) => at !== workspace.path && !takers.has(at))
    .map(({ path: at, data }) => ({ word: workspace.relative(folderOf(at)), isComponent: data.kind === 'Component' }))
    .filter(({ word, isComponent }) => word.startsWith('..') && isComponent === (path === 'components') && !present.has(word))
    .map(({ word }): Offer => ({ sort: 'folder', word, detail: 'kustomization', rank: 3 + word.split('/').length }));
  const offers = [...listed, ...folders];
  return offers.length === 0 ? undefined : { span: { start: offset - prefix.length, end: cursor.span.end }, offers };
}
