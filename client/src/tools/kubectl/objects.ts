import { faultIn, list, number, readJson, record, refusal, plain, string, type Checked } from '../checked.js';
import { done, failed, type Failure } from '../tool.js';
import { kubectl, kubectlFailure, type Access } from './access.js';

export interface Selection {
  /** As `kubectl get --selector`: `app=api`. */
  readonly selector?: string;
  /** As `kubectl get --field-selector`. */
  readonly fields?: string;
  readonly names?: readonly string[];
  /** Every namespace. */
  readonly everywhere?: boolean;
}

/** `pods`, `deployments.apps`, `Widget.v1.example.com`; several with commas. */
const resource = /^[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z0-9-]+)*\.?(?:,[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z0-9-]+)*\.?)*$/;
/** Labels and operators of a selector; a list of words without a space is enough for what is written here. */
const selector = /^[A-Za-z0-9!][A-Za-z0-9_./!=,()-]*(?: (?:in|notin) \([A-Za-z0-9_.,/-]*\))?$/;

export function selectorFault(text: string | undefined): Failure | undefined {
  return text === undefined || (text !== '' && selector.test(text)) ? undefined : refusal(`\`${plain(text)}\` is no selector.`);
}

/** Objects of a kind, or of several with commas, as kubectl's JSON; missing ones are left out, and none is no failure. */
export function getObjects(
  access: Access,
  kind: string,
  { selector: labels, fields, names = [], everywhere = false }: Selection = {},
): Checked<readonly unknown[]> {
  const words = [
    'get',
    kind,
    '--output=json',
    '--ignore-not-found',
    ...(labels === undefined ? [] : [`--selector=${labels}`]),
    ...(fields === undefined ? [] : [`--field-selector=${fields}`]),
    ...(everywhere ? ['--all-namespaces'] : []),
  ];
  const fault =
    (resource.test(kind) ? undefined : refusal(`\`${plain(kind)}\` is no kind of object.`)) ??
    selectorFault(labels) ??
    selectorFault(fields) ??
    faultIn(...names.map((name) => ['subdomain', name] as const));
  return kubectl(access, {
    words,
    names,
    fault,
    parse: (output) => {
      if (output.code !== 0) return failed(kubectlFailure(words, output));
      const objects = readObjects(output.stdout);
      return objects === undefined ? failed(kubectlFailure(words, output)) : done(objects);
    },
  });
}

/** The objects that a text of manifests describes, as they are in the cluster now. */
export function getLive(access: Access, manifests: string): Checked<readonly unknown[]> {
  const words = ['get', '--filename=-', '--output=json', '--ignore-not-found'];
  return kubectl(access, {
    words,
    input: manifests,
    parse: (output) => {
      const objects = readObjects(output.stdout);
      return output.code === 0 && objects !== undefined ? done(objects) : failed(kubectlFailure(words, output));
    },
  });
}

/** One object, a list of them, or nothing at all. */
export function readObjects(stdout: string): readonly unknown[] | undefined {
  if (stdout.trim() === '') return [];
  const said = readJson(stdout);
  if (typeof said !== 'object' || said === null) return undefined;
  return 'items' in said ? list(said.items) : [said];
}

/** An apiVersion and a kind as a word for kubectl that no other API group can be meant by. */
export function resourceOf(apiVersion: string, kind: string): string {
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
  return `${kind}.${version}.${group}`;
}

export function selectorOf(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(',');
}

export function uidOf(object: unknown): string {
  return string(record(record(object)['metadata'])['uid']);
}

export function nameOf(object: unknown): string {
  return string(record(record(object)['metadata'])['name']);
}

/** Objects that one of the owners made. */
export function ownedBy(objects: readonly unknown[], owners: readonly unknown[]): readonly unknown[] {
  const uids = new Set(owners.map(uidOf).filter((uid) => uid !== ''));
  return objects.filter((object) =>
    list(record(record(object)['metadata'])['ownerReferences']).some((owner) => uids.has(string(record(owner)['uid']))),
  );
}

/** The ReplicaSet of a Deployment's present template; older ones keep their broken pods for a while. */
export function newestReplicaSet(replicaSets: readonly unknown[]): unknown {
  const revision = (object: unknown): number =>
    Number(record(record(record(object)['metadata'])['annotations'])['deployment.kubernetes.io/revision']) || 0;
  return [...replicaSets].sort((a, b) => revision(b) - revision(a))[0];
}

/** Whether a Deployment or its like has taken up the last change of its specification. */
export function isObserved(workload: unknown): boolean {
  const { metadata, status } = record(workload);
  return number(record(status)['observedGeneration']) >= number(record(metadata)['generation']);
}
