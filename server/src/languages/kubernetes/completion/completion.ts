import type { Offer, OfferQuestion, Offers } from '../../../engine/features/completion.js';
import type { Surroundings } from '../../../engine/rule/define.js';
import { answersTo, cursorAt, type Cursor } from '../../yaml/cursor.js';
import { fitted, formOffers, layoutOf, type Form } from '../../yaml/forms.js';
import type { PathStep } from '../../yaml/nodes.js';
import { apiVersionStatus } from '../apiVersions.js';
import { schemaKnowing } from '../customKinds.js';
import { versionsInOrder } from '../describe.js';
import type { KubernetesFile } from '../file.js';
import { fieldHover } from '../hover/field.js';
import { kubernetesSchema, type KubernetesSchema } from '../schema.js';
import { formOf } from './forms.js';
import { labelsAt, namesAt } from './names.js';

/** Fields, values and names at a place in a manifest; nothing where no manifest is written. */
export function kubernetesOffers(file: KubernetesFile, question: OfferQuestion, near: Surroundings): Offers | undefined {
  const { offset, withFields, trigger } = question;
  const cursor = cursorAt(file.text, offset);
  if (cursor === undefined || /[{$]/.test(cursor.typed)) return undefined;
  const head = headOf(file.text.slice(cursor.document.start, cursor.document.end));
  const found = offersIn(file, cursor, head, near, withFields);
  // A blank asks for the value behind a key or dash, not for the next word of a name.
  if (!answersTo(trigger, cursor)) return undefined;
  return found === undefined || found.length === 0 ? undefined : { span: cursor.span, offers: found };
}

interface Head {
  readonly apiVersion: string | undefined;
  readonly kind: string | undefined;
  readonly namespace: string | undefined;
}

/** What the document says that it is; text that is half typed says so too. */
function headOf(text: string): Head {
  const read = (pattern: RegExp): string | undefined => pattern.exec(text)?.[1];
  return {
    apiVersion: read(/^apiVersion:[ \t]*["']?([\w./-]+)/m),
    kind: read(/^kind:[ \t]*["']?(\w+)/m),
    namespace: read(/^metadata:[ \t]*\r?\n(?:[ \t][^\n]*\n)*?[ \t]+namespace:[ \t]*["']?([\w.-]+)["']?[ \t]*$/m),
  };
}

function offersIn(file: KubernetesFile, cursor: Cursor, head: Head, near: Surroundings, withFields: boolean): Offer[] | undefined {
  const { apiVersion, kind, namespace } = head;
  const [first] = cursor.path;
  if (cursor.kind === 'value' && cursor.path.length === 1 && (first === 'kind' || first === 'apiVersion')) {
    const shipped = near.data(kubernetesSchema);
    if (!withFields || shipped === undefined || (apiVersion === undefined && hasForeignKeys(cursor))) return undefined;
    return fitted(first === 'kind' ? kindOffers(shipped, head, near, cursor) : versionOffers(shipped, head), cursor);
  }
  if (kind === undefined || apiVersion === undefined) {
    if (cursor.path.length > 0 || cursor.kind === 'value' || cursor.isItem || !withFields) return undefined;
    return isManifestPlace(file, head, near, cursor) ? headKeys(head, cursor) : undefined;
  }
  const object = file.documentAt(cursor.span.start)?.objects[0];
  const asking = { cursor, kind, namespace, object, near };
  if (cursor.kind === 'word') {
    const labels = labelsAt(asking);
    if (labels !== undefined && labels.length > 0) return fitted(labels, cursor);
  } else {
    const names = namesAt(asking);
    if (names !== undefined && names.length > 0) return fitted(names, cursor);
  }
  if (!withFields) return undefined;
  const root = rootForm(apiVersion, kind, near);
  if (root === undefined) return undefined;
  return formOffers(root, cursor, layoutOf(file.text), {
    about: (path) => JSON.stringify([apiVersion, kind, ...path]),
    isNamed: (path) => {
      const there = { ...asking, cursor: { ...cursor, path, kind: 'value' as const } };
      return (namesAt(there)?.length ?? 0) > 0 || (labelsAt(there)?.length ?? 0) > 0;
    },
  });
}

function rootForm(apiVersion: string, kind: string, near: Surroundings): Form | undefined {
  const slash = apiVersion.indexOf('/');
  const group = slash === -1 ? '' : apiVersion.slice(0, slash);
  const type = schemaKnowing({ group, kind, apiVersion }, near)?.objectType(apiVersion, kind);
  return type === undefined ? undefined : formOf(type, '', '', kind);
}

function headKeys({ apiVersion, kind }: Head, cursor: Cursor): Offer[] {
  const present = cursor.entries();
  const isWanted = (key: string): boolean => !present.has(key) || (cursor.hasColon && cursor.word === key);
  const offer = (word: string, detail: string, rank: number): Offer => ({
    sort: 'field',
    word,
    ...(cursor.hasColon ? {} : { insert: `${word}: $0` }),
    detail,
    rank,
    asksAgain: true,
  });
  return [
    ...(kind === undefined && isWanted('kind') ? [offer('kind', 'what the object is', 0)] : []),
    ...(apiVersion === undefined && isWanted('apiVersion') ? [offer('apiVersion', 'group and version of the kind', 1)] : []),
  ];
}

/** A file with keys of another sort is another sort of file. */
const hasForeignKeys = (cursor: Cursor): boolean => [...cursor.entries().keys()].some((key) => !manifestKey.test(key));

const manifestKey =
  /^(?:apiVersion|kind|metadata|spec|data|binaryData|stringData|immutable|type|rules|roleRef|subjects|aggregationRule|webhooks|secrets|imagePullSecrets|automountServiceAccountToken|value|globalDefault|provisioner|parameters)$/;

/** Files of other programs that often lie beside manifests. */
const otherFile = /(?:^|\/)(?:\.[^/]*|values[^/]*|mkdocs|skaffold|Taskfile|Chart|openapi|swagger)\.ya?ml$/i;

/** YAML is written for many programs: keys of manifests are offered where a manifest is near. */
function isManifestPlace(file: KubernetesFile, { apiVersion, kind }: Head, near: Surroundings, cursor: Cursor): boolean {
  if (hasForeignKeys(cursor)) return false;
  if (apiVersion !== undefined || kind !== undefined || /^apiVersion:/m.test(file.text)) return true;
  const { workspace } = near;
  const own = workspace.path;
  if (own === undefined || otherFile.test(own)) return false;
  const folder = own.slice(0, own.lastIndexOf('/') + 1);
  if (/(?:^|\/)(?:k8s|kubernetes|kube|manifests?|deploy(?:ment)?s?|overlays|base)\//i.test(folder.slice(workspace.root?.length ?? 0)))
    return true;
  return workspace.all('object').some(({ path }) => path.startsWith(folder) && !path.slice(folder.length).includes('/'));
}

/** Kinds that no file is written for. */
const isUnwritten = (kind: string): boolean =>
  /^(?:Binding|ComponentStatus|Event|Eviction|Scale|Status|DeleteOptions|DeploymentRollback)$|(?:Review|List)$/.test(kind);

/** Kinds that most files are of come first. */
const commonKinds =
  'Deployment Service ConfigMap Secret Ingress StatefulSet Job CronJob HorizontalPodAutoscaler PersistentVolumeClaim ServiceAccount Namespace NetworkPolicy PodDisruptionBudget DaemonSet Role RoleBinding Pod'.split(
    ' ',
  );

/** The minor of the newest version that anything is known of. */
const newestMinor = 99;

function kindOffers(schema: KubernetesSchema, { apiVersion }: Head, near: Surroundings, cursor: Cursor): Offer[] {
  const known = schema.kinds.filter((kind) => !isUnwritten(kind) && !isGone(schema, kind));
  const fitting = apiVersion === undefined ? known : known.filter((kind) => schema.objectType(apiVersion, kind) !== undefined);
  const group = apiVersion?.includes('/') === true ? apiVersion.slice(0, apiVersion.indexOf('/')) : undefined;
  const custom = near.workspace
    .all('crd')
    .map(({ key }) => ({ kind: key.slice(key.indexOf('/') + 1), group: key.slice(0, key.indexOf('/')) }))
    .filter(({ group: of }) => group === undefined || of === group);
  // Of a group that the API does not have come custom kinds alone.
  const isForeign =
    group !== undefined && !known.some((kind) => versionsInOrder(schema, kind, newestMinor).some((of) => of.startsWith(`${group}/`)));
  const canPutAbove = cursor.column === 0 && !cursor.entries().has('apiVersion');
  const offers = (fitting.length > 0 ? fitting : isForeign ? [] : known).map((kind): Offer => {
    const [best] = versionsInOrder(schema, kind, newestMinor);
    const place = commonKinds.indexOf(kind);
    return {
      sort: 'kind',
      word: kind,
      ...(best === undefined ? {} : { detail: best }),
      ...(best === undefined || apiVersion !== undefined || !canPutAbove ? {} : { lineAbove: `apiVersion: ${best}` }),
      about: JSON.stringify([best ?? '', kind]),
      rank: place === -1 ? 50 : place,
    };
  });
  return [...offers, ...custom.map(({ kind, group }): Offer => ({ sort: 'kind', word: kind, detail: group, rank: 40 }))];
}

/** No version of it is served any more. */
function isGone(schema: KubernetesSchema, kind: string): boolean {
  const [best] = versionsInOrder(schema, kind, newestMinor);
  return best !== undefined && apiVersionStatus(best, kind, newestMinor).state === 'removed';
}

function versionOffers(schema: KubernetesSchema, { kind }: Head): Offer[] {
  const of = kind === undefined ? [] : versionsInOrder(schema, kind, newestMinor);
  if (kind !== undefined && of.length > 0)
    return of.map((word, rank) => {
      const { state } = apiVersionStatus(word, kind, newestMinor);
      return { sort: 'value', word, rank, ...(state === 'current' ? {} : { detail: state, isDoubtful: true }) };
    });
  const versions = new Set(
    schema.kinds.filter((each) => !isUnwritten(each)).flatMap((each) => versionsInOrder(schema, each, newestMinor)[0] ?? []),
  );
  const common = ['apps/v1', 'v1', 'networking.k8s.io/v1', 'batch/v1', 'autoscaling/v2', 'policy/v1', 'rbac.authorization.k8s.io/v1'];
  return [...versions].map((word) => ({ sort: 'value', word, rank: common.includes(word) ? common.indexOf(word) : 50 }));
}

/** What the API says of an offered field or kind. */
export function kubernetesOfferText(about: string, near: Surroundings): string | undefined {
  const [apiVersion, kind, ...path] = JSON.parse(about) as [string, string, ...PathStep[]];
  const slash = apiVersion.indexOf('/');
  const schema = schemaKnowing({ group: slash === -1 ? '' : apiVersion.slice(0, slash), kind, apiVersion }, near);
  if (schema === undefined) return undefined;
  return path.length === 0 ? schema.objectType(apiVersion, kind)?.text() : fieldHover(schema, apiVersion, kind, path);
}
