import { code, listed, sentences } from '../../dockerfile/hover/markdown.js';
import type { KubernetesFile } from '../file.js';
import type { KubernetesObject } from '../object.js';
import type { Pod } from '../pod.js';
import type { PathStep, YamlNode } from '../../yaml/nodes.js';
import {
  inOneNamespace,
  labelSet,
  podLabels,
  readLabelMap,
  readSelector,
  selects,
  type Match,
  type Requirement,
  type Selector,
} from '../selectors.js';
import type { Place } from './place.js';
import { docs, type Paragraphs } from './texts.js';

// https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/ and the pages of the kinds, read 2026-11.

const link = docs('Labels and selectors', 'concepts/overview/working-with-objects/labels/');

/** A selector and all in it, or the labels of a pod template. */
export function selectorTopic(place: Place, file: KubernetesFile): Paragraphs | undefined {
  const { object, path, pod } = place;
  const found = selectorOn(object, path);
  if (found !== undefined) return selectorParagraphs(found, object, pod, file);
  return pod === undefined && place.part === 'key' ? labelsParagraphs(object, path, file) : undefined;
}

type Role =
  /** Who gets the requests of a Service. */
  | 'service'
  /** Which pods a workload counts as its own. */
  | 'workload'
  | 'budget'
  /** Which pods a NetworkPolicy speaks of. */
  | 'policy'
  /** Whom a NetworkPolicy lets in or out. */
  | 'peer'
  | 'namespaces'
  /** Pods that the scheduler looks at: spreading, affinity. */
  | 'scheduling';

interface FoundSelector {
  readonly role: Role;
  readonly node: YamlNode;
  readonly selector: Selector;
  /** Whether pods of other namespaces may be meant. */
  readonly everywhere: boolean;
}

/** The selector that `path` leads to or into. */
function selectorOn(object: KubernetesObject, path: readonly PathStep[]): FoundSelector | undefined {
  const index = path.findIndex(
    (step) => step === 'selector' || step === 'podSelector' || step === 'labelSelector' || step === 'namespaceSelector',
  );
  const start = path.slice(0, index + 1);
  const node = index === -1 ? undefined : object.get(...start);
  const role = index === -1 ? undefined : roleOf(object, start);
  if (node === undefined || role === undefined) return undefined;
  const isMap = object.kind === 'Service' || object.kind === 'ReplicationController';
  const beside = object.get(...path.slice(0, index), 'namespaceSelector') ?? object.get(...path.slice(0, index), 'namespaces');
  return { role, node, selector: isMap ? readLabelMap(node) : readSelector(node), everywhere: role === 'peer' && beside !== undefined };
}

const workloads: readonly string[] = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Job'];

function roleOf(object: KubernetesObject, path: readonly PathStep[]): Role | undefined {
  const key = path.at(-1);
  if (key === 'labelSelector') return path.includes('topologySpreadConstraints') || path.includes('affinity') ? 'scheduling' : undefined;
  if (key === 'namespaceSelector') return path.length > 2 ? 'namespaces' : undefined;
  const isAtSpec = path.length === 2 && path[0] === 'spec';
  if (key === 'podSelector') return object.kind !== 'NetworkPolicy' ? undefined : isAtSpec ? 'policy' : 'peer';
  if (!isAtSpec || !object.isBuiltIn) return undefined;
  if (object.kind === 'Service') return 'service';
  if (object.kind === 'PodDisruptionBudget') return 'budget';
  return workloads.includes(object.kind) ? 'workload' : undefined;
}

function selectorParagraphs(found: FoundSelector, object: KubernetesObject, pod: Pod | undefined, file: KubernetesFile): Paragraphs {
  const { role, selector } = found;
  if (role === 'namespaces') return [`**Namespaces** ${wordsOf(selector, 'every one')}.`, namespacesText(selector, file), link];
  const heading = `**Pods** ${wordsOf(selector, emptyText[role])}.`;
  if (role === 'workload') return [heading, ownText(object, selector), othersText(object, selector, file), link];
  if (role === 'service' && selector.isEmpty) return [heading, 'Its endpoints have to be written by hand (EndpointSlice).', link];
  const scope = found.everywhere
    ? 'Those in the namespaces beside it.'
    : role === 'peer'
      ? 'Those in the namespace of the policy.'
      : undefined;
  const own = role === 'scheduling' && pod !== undefined ? schedulingText(selector, pod) : undefined;
  const seen = selectedPods(selector, object, file, found.everywhere);
  return [heading, sentences(scope, own), seenText(seen), consequenceOf(role, seen), link];
}

const emptyText: Readonly<Record<Exclude<Role, 'namespaces'>, string>> = {
  service: 'are not selected: there is no condition',
  workload: 'of every kind: there is no condition',
  budget: 'of the whole namespace: an empty selector takes all',
  policy: 'of the whole namespace: an empty selector takes all',
  peer: 'of any labels: an empty selector takes all',
  scheduling: 'of any labels: an empty selector takes all',
};

function wordsOf({ requirements, isEmpty }: Selector, empty: string): string {
  return isEmpty ? empty : `with ${listed(requirements.map(conditionText))}`;
}

function conditionText({ key, operator, values, isUnknown }: Requirement): string {
  if (isUnknown && values.length === 0) return `${code(key)} of a value that is not known here`;
  const choice = values.map(code).join(', ');
  switch (operator) {
    case 'In':
      return values.length === 1 ? code(`${key}: ${values[0]}`) : `${code(key)} one of ${choice}`;
    case 'NotIn':
      return `${code(key)} absent or none of ${choice}`;
    case 'Exists':
      return `any ${code(key)}`;
    case 'DoesNotExist':
      return `no ${code(key)}`;
  }
}

interface Seen {
  readonly yes: readonly string[];
  readonly perhaps: readonly string[];
}

function selectedPods(selector: Selector, object: KubernetesObject, file: KubernetesFile, everywhere: boolean): Seen {
  const judge = (other: KubernetesObject): Match => {
    const near = everywhere ? 'unknown' : inOneNamespace(object, other);
    const matches = other.pods.map((pod) => selects(selector, podLabels(pod)));
    if (near === 'no' || matches.every((match) => match === 'no')) return 'no';
    // Nobody writes two objects side by side for two namespaces and names one of them only.
    return matches.includes('yes') ? 'yes' : 'unknown';
  };
  return sortOut(
    file.objects.filter((other) => other.pods.length > 0),
    judge,
  );
}

function sortOut(objects: readonly KubernetesObject[], judge: (object: KubernetesObject) => Match): Seen {
  const judged = objects.map((object) => ({ name: titleOf(object), match: judge(object) }));
  return {
    yes: judged.filter(({ match }) => match === 'yes').map(({ name }) => name),
    perhaps: judged.filter(({ match }) => match === 'unknown').map(({ name }) => name),
  };
}

const titleOf = (object: KubernetesObject): string => (object.name === undefined ? object.kind : `${object.kind} ${code(object.name)}`);

const most = 6;

const cut = (names: readonly string[]): string =>
  listed(names.length > most ? [...names.slice(0, most), `${names.length - most} more`] : names);

function seenText({ yes, perhaps }: Seen): string {
  const maybe = perhaps.length === 0 ? undefined : `Perhaps also ${cut(perhaps)}: a label is filled in elsewhere.`;
  return yes.length === 0 ? sentences('In this file: none.', maybe) : sentences(`**In this file**: ${cut(yes)}.`, maybe);
}

function consequenceOf(role: Role, { yes, perhaps }: Seen): string | undefined {
  const isEmpty = yes.length === 0 && perhaps.length === 0;
  switch (role) {
    case 'service':
      return isEmpty
        ? 'Without a pod that is ready and has all these labels, requests find nobody.'
        : 'A pod gets requests while it has all these labels and is ready.';
    case 'budget':
      return 'Drains and other voluntary evictions wait while too few of these pods are healthy.';
    case 'policy':
      return 'From the first policy on that selects a pod, only what some policy allows comes through, in the directions that `policyTypes` names.';
    default:
      return undefined;
  }
}

function ownText(object: KubernetesObject, selector: Selector): string | undefined {
  const pod = object.pod;
  if (pod === undefined) return undefined;
  const match = selects(selector, podLabels(pod));
  const fixed = 'The selector cannot be changed once the object exists.';
  if (match === 'no') return `Its own template does not have these labels, so the API server refuses the ${object.kind}.`;
  return match === 'yes' ? sentences('Its own template has them, as it must.', fixed) : fixed;
}

/** Two workloads that select each other's pods fight over them. */
function othersText(object: KubernetesObject, selector: Selector, file: KubernetesFile): string | undefined {
  const others = file.objects.filter((other) => other !== object && other.pods.length > 0 && workloads.includes(other.kind));
  const { yes } = sortOut(others, (other) => {
    if (inOneNamespace(object, other) === 'no') return 'no';
    return other.pods.some((pod) => selects(selector, podLabels(pod)) === 'yes') ? 'yes' : 'no';
  });
  return yes.length === 0 ? undefined : `**The same labels** are on the pods of ${cut(yes)}: the two count and stop each other's pods.`;
}

function schedulingText(selector: Selector, pod: Pod): string | undefined {
  const match = selects(selector, podLabels(pod));
  if (match === 'yes') return 'This pod is one of them.';
  return match === 'no' ? 'This pod is none of them.' : undefined;
}

function namespacesText(selector: Selector, file: KubernetesFile): string {
  const namespaces = file.objects.filter(({ kind, group }) => kind === 'Namespace' && group === '');
  const seen = sortOut(namespaces, (object) => {
    const labels = labelSet(object.get('metadata', 'labels'));
    const name = object.name;
    // The API server puts this label on every namespace.
    const all = name === undefined ? labels : { ...labels, values: new Map([...labels.values, ['kubernetes.io/metadata.name', name]]) };
    return selects(selector, all);
  });
  return seenText(seen);
}

/** Who selects the pods that carry these labels. */
function labelsParagraphs(object: KubernetesObject, path: readonly PathStep[], file: KubernetesFile): Paragraphs | undefined {
  const pod = object.pods.find((each) => {
    const holder = each.path.slice(0, -1);
    return (
      path.length === holder.length + 2 &&
      path.at(-1) === 'labels' &&
      path.at(-2) === 'metadata' &&
      holder.every((step, i) => path[i] === step)
    );
  });
  if (pod === undefined) return undefined;
  const labels = podLabels(pod);
  const owners = file.objects.flatMap((other) => {
    const role = roleOf(other, ['spec', 'selector']) ?? roleOf(other, ['spec', 'podSelector']);
    if (role === undefined || other === object || inOneNamespace(object, other) === 'no') return [];
    const found = selectorOn(other, ['spec', 'selector']) ?? selectorOn(other, ['spec', 'podSelector']);
    if (found === undefined || (found.selector.isEmpty && role === 'service')) return [];
    return selects(found.selector, labels) === 'yes' ? [titleOf(other)] : [];
  });
  return owners.length === 0 ? undefined : [`**Selected in this file** by ${cut(owners)}.`, link];
}
