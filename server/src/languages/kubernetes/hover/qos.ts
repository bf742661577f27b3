import type { YamlNode } from '../../yaml/nodes.js';
import { listed, sentences } from '../../dockerfile/hover/markdown.js';
import type { Container } from '../container.js';
import type { Pod } from '../pod.js';
import { bytesInWords, coresInWords } from '../quantity.js';
import { quantityIn } from './amount.js';
import type { Place } from './place.js';
import { counted, docs, nameOf, type Paragraphs } from './texts.js';

// https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/ and ComputePodQOS in pkg/apis/core/v1/helper/qos/qos.go, read 2026-11.

export type QosClass = 'Guaranteed' | 'Burstable' | 'BestEffort';
type Resource = 'cpu' | 'memory';
type Side = 'requests' | 'limits';

/** The resources that decide about the class; others have no say in it. */
const resources: readonly Resource[] = ['cpu', 'memory'];

const links = sentences(
  docs('Quality of service', 'concepts/workloads/pods/pod-qos/'),
  '·',
  docs('Eviction', 'concepts/scheduling-eviction/node-pressure-eviction/#pod-selection-for-kubelet-eviction'),
  '·',
  docs('Resources', 'concepts/configuration/manage-resources-containers/'),
);

/** The key `resources` of a container or pod, and `requests` and `limits` in it. */
export function resourcesTopic({ pod, podPath, containerPath, part }: Place): Paragraphs | undefined {
  if (pod === undefined || part !== 'key') return undefined;
  const path = containerPath ?? podPath ?? [];
  if (path[0] !== 'resources') return undefined;
  if (path.length === 1) return qosParagraphs(pod);
  if (path.length !== 2 || (path[1] !== 'requests' && path[1] !== 'limits')) return undefined;
  return [sideText(path[1]), totalText(pod, path[1]), links];
}

/** What the API server would say of the pod; undefined when a quantity is not known. */
export function qosClass(pod: Pod): QosClass | undefined {
  const owners = ownersOf(pod);
  if (owners.some(hasUnknown)) return undefined;
  const has = (side: Side): boolean => owners.some((owner) => resources.some((resource) => (owner.amount(side, resource) ?? 0) > 0));
  if (!has('requests') && !has('limits')) return 'BestEffort';
  return owners.length > 0 && owners.every((owner) => resources.every((resource) => shortfall(owner, resource) === undefined))
    ? 'Guaranteed'
    : 'Burstable';
}

function qosParagraphs(pod: Pod): Paragraphs {
  const found = qosClass(pod);
  const heading =
    found === undefined
      ? '**QoS class** not known here: a quantity is filled in elsewhere or cannot be read.'
      : `**QoS class \`${found}\`** of the whole pod.`;
  return [
    heading,
    found === undefined ? undefined : evictionText[found],
    found === 'Burstable' ? reasonsText(pod) : undefined,
    totalText(pod, 'requests'),
    totalText(pod, 'limits'),
    links,
  ];
}

const evictionText: Readonly<Record<QosClass, string>> = {
  BestEffort:
    'Nothing is reserved: when the node runs short of memory this pod goes first, and on a busy CPU it gets what others leave. A LimitRange of the namespace may still fill something in.',
  Burstable:
    'When the node runs short of memory, pods that use more than they requested go first, BestEffort ones among them. So this pod is safe for as long as it stays within its memory request.',
  Guaranteed:
    'When the node runs short of memory this pod is among the last to go. In return it never gets more than it asked for: above its CPU limit it is slowed down, above its memory limit it is killed.',
};

/** Somebody who may have `resources`: a container, or the pod as a whole. */
interface Owner {
  readonly name: string;
  /** What holds after the API server has filled in defaults; undefined when there is none. */
  amount(side: Side, resource: Resource): number | undefined;
  node(side: Side, resource: Resource): YamlNode | undefined;
}

function ownersOf(pod: Pod): readonly Owner[] {
  // Ephemeral containers have no resources; those of the pod as a whole, where there are any, decide alone.
  const containers = pod.allContainers.filter(({ role }) => role !== 'ephemeral').map(containerOwner);
  const whole = pod.get('resources');
  return whole === undefined || (amountsIn(whole, 'requests') === 0 && amountsIn(whole, 'limits') === 0)
    ? containers
    : [podOwner(pod, containers)];
}

const amountsIn = (node: YamlNode, side: Side): number => node.get(side)?.entries.length ?? 0;

function containerOwner(container: Container): Owner {
  const node = (side: Side, resource: Resource): YamlNode | undefined => container.get('resources', side, resource);
  return {
    name: nameOf(container),
    node,
    // A limit without a request is the request, too.
    amount: (side, resource) => amountIn(node(side, resource)) ?? (side === 'requests' ? amountIn(node('limits', resource)) : undefined),
  };
}

function podOwner(pod: Pod, containers: readonly Owner[]): Owner {
  const node = (side: Side, resource: Resource): YamlNode | undefined => pod.get('resources', side, resource);
  return {
    name: 'the pod',
    node,
    amount(side, resource) {
      const own = amountIn(node(side, resource));
      if (own !== undefined || side === 'limits') return own;
      const asked = containers.map((owner) => owner.amount('requests', resource)).filter((amount) => amount !== undefined);
      return asked.length > 0 ? asked.reduce((sum, amount) => sum + amount, 0) : amountIn(node('limits', resource));
    },
  };
}

/** In whole billionths divided by 10⁹, so that equal amounts are equal numbers however they are written. */
const amountIn = (node: YamlNode | undefined): number | undefined => quantityIn(node)?.value;

function hasUnknown(owner: Owner): boolean {
  const sides: readonly Side[] = ['requests', 'limits'];
  return sides.some((side) =>
    resources.some((resource) => {
      const node = owner.node(side, resource);
      return node !== undefined && !node.isNull && amountIn(node) === undefined;
    }),
  );
}

/** Why the pod is not Guaranteed as far as this one goes. */
function shortfall(owner: Owner, resource: Resource): string | undefined {
  const limit = owner.amount('limits', resource) ?? 0;
  const request = owner.amount('requests', resource) ?? 0;
  const word = resource === 'cpu' ? 'CPU' : 'memory';
  if (limit <= 0) return `${owner.name} has no ${word} limit`;
  return request === limit ? undefined : `${owner.name} requests less ${word} than its limit`;
}

const mostReasons = 3;

function reasonsText(pod: Pod): string | undefined {
  const reasons = ownersOf(pod).flatMap((owner) =>
    resources.map((resource) => shortfall(owner, resource)).filter((reason) => reason !== undefined),
  );
  if (reasons.length === 0) return undefined;
  const more = reasons.length - mostReasons;
  const shown = more > 0 ? [...reasons.slice(0, mostReasons), `${more} more`] : reasons;
  return `Not Guaranteed, because ${listed(shown)}.`;
}

function sideText(side: Side): string {
  return side === 'requests'
    ? 'Reserved on the node: the scheduler looks for a node with that much left, whatever is really used.'
    : 'The most that the container gets: above the CPU limit it is slowed down, above the memory limit a process is killed (`OOMKilled`).';
}

/** What the containers ask for together, as the scheduler counts: https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers. */
function totalText(pod: Pod, side: Side): string | undefined {
  const parts = resources.map((resource) => {
    const amount = totalOf(pod, side, resource);
    const word = resource === 'cpu' ? 'CPU' : 'memory';
    if (amount === undefined) return side === 'limits' ? `no upper bound for ${word}` : `no ${word}`;
    return resource === 'cpu' ? coresInWords(amount) : `${bytesInWords(amount)} of memory`;
  });
  const count = pod.allContainers.filter(({ role }) => role !== 'ephemeral').length;
  if (ownersOf(pod).some(hasUnknown)) return undefined;
  const replicas = side === 'requests' ? replicasText(pod) : undefined;
  return sentences(
    `**${side === 'requests' ? 'Requests' : 'Limits'} in all** (${counted(count, 'container')}): ${parts.join(', ')}.`,
    replicas,
  );
}

function replicasText(pod: Pod): string | undefined {
  const replicas = pod.object.get('spec', 'replicas')?.number;
  if (pod.object.kind === 'Pod' || replicas === undefined || replicas < 2) return undefined;
  const amounts = resources.map((resource) => totalOf(pod, 'requests', resource));
  const [cpu, memory] = amounts;
  const parts = [
    cpu === undefined ? undefined : coresInWords(cpu * replicas),
    memory === undefined ? undefined : bytesInWords(memory * replicas),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : `${replicas} replicas: ${parts.join(', ')}.`;
}

/** Of init containers only the largest counts, as they run one after the other; sidecars stay. */
function totalOf(pod: Pod, side: Side, resource: Resource): number | undefined {
  const [whole] = ownersOf(pod);
  if (whole?.name === 'the pod') return whole.amount(side, resource);
  let running = 0;
  let peak = 0;
  let open = false;
  let found = false;
  for (const container of pod.allContainers) {
    if (container.role === 'ephemeral') continue;
    const amount = containerOwner(container).amount(side, resource);
    if (amount === undefined) open = true;
    else found = true;
    if (container.role === 'init' && !container.isSidecar) peak = Math.max(peak, running + (amount ?? 0));
    else running += amount ?? 0;
  }
  // One container without a limit leaves the pod without one.
  return !found || (side === 'limits' && open) ? undefined : Math.max(running, peak);
}
