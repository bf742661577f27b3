import type { Offer } from '../../../engine/features/completion.js';
import type { FactKind, PlacedFact, WorkspaceView } from '../../../engine/facts/facts.js';
import type { Surroundings } from '../../../engine/rule/define.js';
import type { Cursor } from '../../yaml/cursor.js';
import { quotedWhereNeeded } from '../../yaml/forms.js';
import type { PathStep } from '../../yaml/nodes.js';
import { nearness } from '../imageSource.js';
import { isCustom, mayMeet, namespaceOfObject } from '../navigation/known.js';
import type { KubernetesObject } from '../object.js';

/** What is known where a name is written. */
export interface Asking {
  readonly cursor: Cursor;
  readonly kind: string;
  readonly namespace: string | undefined;
  /** The object as far as it can be read. */
  readonly object: KubernetesObject | undefined;
  readonly near: Surroundings;
}

/** Names that this workspace has for what the value at the cursor names; undefined where it names nothing. */
export function namesAt(asking: Asking): Offer[] | undefined {
  const { cursor, kind, object } = asking;
  const path = cursor.path.filter((step): step is string => typeof step === 'string');
  const [last = '', owner = '', above = ''] = [path.at(-1), path.at(-2), path.at(-3)];
  const sibling = (key: string, up = 0): string | undefined => cursor.entries(up).get(key) || undefined;
  switch (last) {
    case 'name':
      if (owner === 'configMapKeyRef' || owner === 'configMapRef' || owner === 'configMap') return objects(asking, ['ConfigMap']);
      if (owner === 'secretKeyRef' || owner === 'secretRef' || owner === 'imagePullSecrets') return objects(asking, ['Secret']);
      if (owner === 'secret' && above === 'sources') return objects(asking, ['Secret']);
      if (owner === 'volumeMounts') return volumes(object);
      if (owner === 'service' && above === 'backend') return objects(asking, ['Service']);
      if (owner === 'service' && above === 'defaultBackend') return objects(asking, ['Service']);
      if (owner === 'backendRefs') return objects(asking, [sibling('kind') ?? 'Service']);
      if (owner === 'parentRefs') return objects(asking, [sibling('kind') ?? 'Gateway']);
      if (owner === 'scaleTargetRef' || owner === 'targetRef')
        return objects(asking, only(sibling('kind')) ?? ['Deployment', 'StatefulSet']);
      if (owner === 'roleRef') return objects(asking, only(sibling('kind')) ?? ['Role', 'ClusterRole']);
      if (owner === 'subjects') return sibling('kind') === 'ServiceAccount' ? objects(asking, ['ServiceAccount']) : undefined;
      // Port of a Service by its name.
      return owner === 'port' && above === 'service' ? parts(asking, 'Service', sibling('name', 1), isWord) : undefined;
    case 'number':
      return owner === 'port' ? parts(asking, 'Service', sibling('name', 1), (part) => !isWord(part)) : undefined;
    case 'key':
      if (owner === 'configMapKeyRef') return parts(asking, 'ConfigMap', sibling('name'));
      if (owner === 'secretKeyRef') return parts(asking, 'Secret', sibling('name'));
      if (owner !== 'items') return undefined;
      return above === 'secret'
        ? parts(asking, 'Secret', sibling('secretName', 1) ?? sibling('name', 1))
        : parts(asking, 'ConfigMap', sibling('name', 1));
    case 'secretName':
      return objects(asking, ['Secret']);
    case 'claimName':
      return objects(asking, ['PersistentVolumeClaim']);
    case 'serviceAccountName':
      return objects(asking, ['ServiceAccount']);
    case 'priorityClassName':
      return objects(asking, ['PriorityClass']);
    case 'ingressClassName':
      return objects(asking, ['IngressClass']);
    case 'storageClassName':
      return objects(asking, ['StorageClass']);
    case 'serviceName':
      return kind === 'StatefulSet' ? objects(asking, ['Service']) : undefined;
    case 'namespace':
      return path.length === 2 && owner === 'metadata' ? objects(asking, ['Namespace']) : undefined;
    case 'targetPort':
      return kind === 'Service' ? podPorts(asking) : undefined;
    case 'port':
      if (owner === 'httpGet' || owner === 'tcpSocket') return ownPorts(object, true);
      if (owner === 'grpc') return ownPorts(object, false);
      return owner === 'backendRefs' ? parts(asking, 'Service', sibling('name'), (part) => !isWord(part)) : undefined;
    case 'image':
      return owner === 'containers' || owner === 'initContainers' ? images(asking) : undefined;
    default:
      return undefined;
  }
}

const only = (kind: string | undefined): string[] | undefined => (kind === undefined ? undefined : [kind]);
const isWord = (part: string): boolean => /[a-z]/i.test(part);

/** Names by how near the file is that has them. */
function offersOf(found: ReadonlyMap<string, { readonly detail: string; readonly rank: number }>): Offer[] {
  return [...found].map(([word, { detail, rank }]) => {
    const written = quotedWhereNeeded(word);
    return { sort: 'name', word, detail, rank, ...(written === word ? {} : { insert: written }) };
  });
}

function collect<K extends FactKind>(
  workspace: WorkspaceView,
  kind: K,
  wordsOf: (fact: PlacedFact<K>) => readonly { readonly word: string; readonly detail: string }[],
): Offer[] {
  const found = new Map<string, { readonly detail: string; readonly rank: number }>();
  const own = workspace.path ?? '';
  for (const fact of workspace.all(kind)) {
    const rank = fact.path === own ? 0 : 100 - Math.min(99, nearness(own, fact.path));
    for (const { word, detail } of wordsOf(fact)) {
      const known = found.get(word);
      if (known === undefined || known.rank > rank) found.set(word, { detail, rank });
    }
  }
  return offersOf(found);
}

function objects({ near, namespace }: Asking, kinds: readonly string[]): Offer[] {
  const { workspace } = near;
  return collect(workspace, 'object', (fact) => {
    const kind = fact.key.slice(0, fact.key.indexOf(' '));
    if (!kinds.includes(kind) || (isCustom(fact.data.apiVersion) && kind === 'Service')) return [];
    if (!mayMeet(namespace ?? null, namespaceOfObject(fact))) return [];
    return [{ word: fact.key.slice(fact.key.indexOf('/') + 1), detail: `${kind} in ${workspace.relative(fact.path)}` }];
  });
}

function parts(asking: Asking, kind: string, name: string | undefined, isWanted: (part: string) => boolean = () => true): Offer[] {
  const { workspace } = asking.near;
  return collect(workspace, 'object.part', (fact) => {
    const hash = fact.key.indexOf('#');
    const holder = fact.key.slice(0, hash);
    const part = fact.key.slice(hash + 1);
    if (name === undefined ? !holder.startsWith(`${kind} `) : holder !== `${kind} ${name}`) return [];
    if (!isWanted(part) || !mayMeet(asking.namespace ?? null, fact.data.namespace)) return [];
    return [{ word: part, detail: holder }];
  }).map((offer) => (/^\d+$/.test(offer.word) && !['ConfigMap', 'Secret'].includes(kind) ? plain(offer) : offer));
}

/** A number that is meant as one. */
const plain = ({ insert: _insert, ...offer }: Offer): Offer => offer;

function volumes(object: KubernetesObject | undefined): Offer[] {
  if (object === undefined) return [];
  const named = object.pods.flatMap((pod) => pod.volumes);
  const claims = object.get('spec', 'volumeClaimTemplates')?.items ?? [];
  const words = [...named.map((volume) => volume.get('name')), ...claims.map((claim) => claim.get('metadata', 'name'))];
  return unique(words.flatMap((node) => node?.scalarText ?? [])).map((word) => ({
    sort: 'name',
    word,
    detail: 'volume of this pod',
    rank: 0,
  }));
}

/** Ports of the object's own containers, names before numbers. */
function ownPorts(object: KubernetesObject | undefined, withNames: boolean): Offer[] {
  const ports = object?.pods.flatMap((pod) => pod.allContainers.flatMap((container) => container.ports.map(({ node }) => node))) ?? [];
  const numbers = ports.flatMap((node) => node.get('containerPort')?.scalarText ?? []);
  const names = withNames ? ports.flatMap((node) => node.get('name')?.scalarText ?? []) : [];
  const detail = 'port of this pod';
  return [
    ...unique(names).map((word): Offer => ({ sort: 'name', word, detail, rank: 0 })),
    ...unique(numbers).map((word): Offer => ({ sort: 'name', word, detail, rank: 1 })),
  ];
}

/** Ports of the pods that the Service selects; of all where it does not say yet. */
function podPorts({ object, near, namespace }: Asking): Offer[] {
  const selector = object?.get('spec', 'selector');
  const wanted = selector?.kind === 'map' ? selector.entries.map(({ key, value }) => [key.content, value.scalarText] as const) : [];
  const isSelected = (labels: Readonly<Record<string, string>>): boolean => wanted.every(([key, value]) => labels[key] === value);
  const named = collect(near.workspace, 'port.declared', ({ key, data }) =>
    isSelected(data.labels) && mayMeet(namespace ?? null, data.namespace) ? [{ word: key, detail: `port of ${data.owner}` }] : [],
  );
  const numbered = collect(near.workspace, 'image.used', ({ data }) =>
    isSelected(data.labels) && mayMeet(namespace ?? null, data.namespace)
      ? data.ports.map((port) => ({ word: String(port), detail: `port of ${data.workload}` }))
      : [],
  );
  return [...named, ...numbered.map(plain)];
}

/** Images that something in the workspace builds or runs. */
function images({ near }: Asking): Offer[] {
  return collect(near.workspace, 'image.used', ({ data }) =>
    data.tag === null && !data.image.includes('@') ? [] : [{ word: data.image, detail: `image of ${data.workload}` }],
  );
}

/** Labels that a selector may ask for, each with its value. */
export function labelsAt({ cursor, kind, object, near, namespace }: Asking): Offer[] | undefined {
  const path = cursor.path.filter((step): step is string => typeof step === 'string');
  // A map of labels has no items.
  if (cursor.isItem) return undefined;
  const present = cursor.entries();
  const isFree = ({ word }: Offer): boolean => {
    const key = word.slice(0, word.indexOf(': '));
    return !present.has(key) || (cursor.hasColon && cursor.word === key);
  };
  const own = ownLabels(path, object);
  if (own !== undefined) return pairsOf(own, cursor).filter(isFree);
  const isSelector =
    (kind === 'Service' && path.join('.') === 'spec.selector') ||
    (path.at(-1) === 'matchLabels' && /^(?:selector|podSelector|labelSelector)$/.test(path.at(-2) ?? ''));
  if (!isSelector) return undefined;
  const found = collect(near.workspace, 'pod.labels', ({ data }) =>
    mayMeet(namespace ?? null, data.namespace)
      ? Object.entries(data.labels).map(([key, value]) => ({
          word: `${key}: ${quotedWhereNeeded(value)}`,
          detail: `pods of ${data.owner}`,
        }))
      : [],
  );
  return found.filter(isFree).map((offer) => asKey(offer, cursor));
}

/** A workload's selector and the labels of its template say the same. */
function ownLabels(path: readonly string[], object: KubernetesObject | undefined): ReadonlyMap<string, string> | undefined {
  const where = path.join('.');
  const from: readonly PathStep[] | undefined =
    where === 'spec.selector.matchLabels'
      ? ['spec', 'template', 'metadata', 'labels']
      : where === 'spec.template.metadata.labels'
        ? ['spec', 'selector', 'matchLabels']
        : undefined;
  const node = from === undefined ? undefined : object?.get(...from);
  if (node?.kind !== 'map') return undefined;
  return new Map(node.entries.flatMap(({ key, value }) => (value.scalarText === undefined ? [] : [[key.content, value.scalarText]])));
}

function pairsOf(labels: ReadonlyMap<string, string>, cursor: Cursor): Offer[] {
  return [...labels].map(([key, value]) =>
    asKey({ sort: 'name', word: `${key}: ${quotedWhereNeeded(value)}`, detail: 'label of this object', rank: 0 }, cursor),
  );
}

/** Where a value stands behind the key already, the key alone. */
function asKey(offer: Offer, { hasColon }: Cursor): Offer {
  const { insert: _insert, ...rest } = offer;
  return hasColon ? { ...rest, insert: offer.word.slice(0, offer.word.indexOf(': ')) } : rest;
}

const unique = (words: readonly string[]): string[] => [...new Set(words)];
