import { nearest } from '../../languages/dockerfile/vocabulary.js';
import { mergeThrough, removeAt } from '../../languages/yaml/inherited.js';
import { parseQuantity, quantityInWords, unitOf, writeQuantity, type Quantity } from '../../languages/kubernetes/quantity.js';
import type { Container } from '../../languages/kubernetes/container.js';
import { rewrite } from '../../rules/shared/kubernetesImages.js';
import { command, short, type PodCase, type Recogniser, type Recognised } from './case.js';
import { at, listAt, textAt, type Json } from './json.js';

// Pods that find no node, or lose it: pkg/scheduler/framework/plugins of Kubernetes, which gives each reason with a count.

/** What the scheduler said last; undefined for a pod that has a node. */
function refusal({ podState }: PodCase): string | undefined {
  if (podState.node !== undefined && podState.unscheduled === undefined) return undefined;
  const event = podState.events.find(({ reason }) => reason === 'FailedScheduling')?.message;
  const said = podState.unscheduled === undefined || podState.unscheduled === '' ? event : podState.unscheduled;
  // What preempting others would do repeats the reasons.
  return said?.replace(/\s*preemption:[\s\S]*$/, '').trim();
}

const systemDisk =
  'On k3d the disk is that of Docker: `docker system df` shows what fills it, and `docker image prune` frees images that nobody uses.';

export const scheduling: readonly Recogniser<PodCase>[] = [
  {
    code: 'evicted',
    recognise: (c) => {
      const { podState } = c;
      if (podState.reason !== 'Evicted') return undefined;
      const resource = /low on resource: ([\w-]+)/.exec(podState.message)?.[1] ?? '';
      const isDisk = /storage|disk|inode/i.test(resource) || /DiskPressure/.test(podState.message);
      return {
        cause: `The node had too little ${isDisk ? 'disk' : resource === '' ? 'room' : resource} left and put the pod out.`,
        explanation: isDisk ? systemDisk : 'A pod that stays within its requests is put out last.',
        said: podState.message,
        place: isDisk ? undefined : c.at(c.pod?.containers[0]?.lackOf('resources', 'requests')),
      };
    },
  },
  {
    code: 'node-disk-full',
    recognise: (c) => {
      const said = refusal(c);
      if (said === undefined || !/disk-pressure/.test(said)) return undefined;
      return { cause: 'The disk of the node is nearly full, so it takes no pods.', explanation: systemDisk, said, place: undefined };
    },
  },
  {
    code: 'node-not-ready',
    recognise: (c) => {
      const said = refusal(c);
      if (
        said === undefined ||
        !/node\.kubernetes\.io\/(?:not-ready|unreachable|unschedulable|network-unavailable)|were unschedulable|no nodes available/.test(
          said,
        )
      )
        return undefined;
      const isCordoned = /unschedulable/.test(said);
      return {
        cause: isCordoned ? 'No node takes pods at the moment.' : 'No node of the cluster is ready.',
        explanation: isCordoned
          ? 'They were closed to new pods: `kubectl uncordon` opens one again.'
          : 'It is starting, or some of its containers are stopped.',
        said,
        place: undefined,
        offers: [isCordoned ? undefined : command('Start the cluster', 'startCluster')],
      };
    },
  },
  {
    code: 'resources-insufficient',
    recognise: (c) => {
      const said = refusal(c);
      const resource = /Insufficient ([\w./-]+)/.exec(said ?? '')?.[1]?.replace(/\.+$/, '');
      return said === undefined || resource === undefined ? undefined : insufficient(c, resource, said);
    },
  },
  {
    code: 'node-full',
    recognise: (c) => {
      const said = refusal(c);
      return said === undefined || !/Too many pods/.test(said)
        ? undefined
        : {
            cause: 'The nodes hold as many pods as they may.',
            explanation: 'Pods that nobody needs have to go, or a node has to be added.',
            said,
            place: undefined,
          };
    },
  },
  {
    code: 'host-port-taken',
    recognise: (c) => {
      const said = refusal(c);
      if (said === undefined || !/free ports/.test(said)) return undefined;
      const port = c.pod?.allContainers.flatMap(({ ports }) => ports).find(({ node }) => node.get('hostPort') !== undefined);
      const number = port?.node.get('hostPort')?.scalarText;
      return {
        cause: `Port ${number ?? 'of the host'} is taken on every node.`,
        explanation: 'Two pods cannot have one `hostPort` of a node, the old and the new one of a rollout included; a Service needs none.',
        said,
        place: c.at(port?.node.get('hostPort')) ?? c.at(c.pod?.anchor),
        offers: [port === undefined ? undefined : c.edit('Remove `hostPort`', removeAt(port.node, ['hostPort']))],
      };
    },
  },
  {
    code: 'node-selector-unmatched',
    recognise: (c) => {
      const said = refusal(c);
      return said === undefined ||
        !/node affinity\/selector|didn't match node selector|node\(s\) didn't match Pod's node affinity/.test(said)
        ? undefined
        : selector(c, said);
    },
  },
  {
    code: 'anti-affinity-unmet',
    recognise: (c) => {
      const said = refusal(c);
      if (said === undefined || !/anti-affinity|topology spread constraints|pod affinity rules/.test(said)) return undefined;
      const isSpread = /topology spread/.test(said);
      const node = isSpread
        ? c.pod?.get('topologySpreadConstraints')
        : (c.pod?.get('affinity', 'podAntiAffinity') ?? c.pod?.get('affinity'));
      return {
        cause: `No node is left that ${isSpread ? 'the spread constraints allow' : 'the affinity rules of the pod allow'}.`,
        explanation: 'A cluster of one node cannot keep replicas apart: a preference instead of a demand lets them share it.',
        said,
        place: c.at(node) ?? c.at(c.pod?.anchor),
      };
    },
  },
  {
    code: 'taint-untolerated',
    recognise: (c) => {
      const said = refusal(c);
      const taint = /untolerated taint(?:\(s\))? ?\{([^}:]+)[^}]*\}/.exec(said ?? '')?.[1] ?? /had taint \{([^}:]+)/.exec(said ?? '')?.[1];
      if (said === undefined || taint === undefined) return undefined;
      return {
        cause: `The nodes carry the taint \`${taint.trim()}\`, which the pod does not tolerate.`,
        explanation: /pressure/.test(taint)
          ? 'The node is short of something and takes no pods until that is over.'
          : 'The pod needs a toleration, or the node has to lose the taint.',
        said,
        place: c.at(c.pod?.get('tolerations') ?? c.pod?.anchor),
      };
    },
  },
  {
    // Volumes on another node, plugins of the scheduler, words of a later Kubernetes.
    code: 'pod-not-scheduled',
    recognise: (c) => {
      const said = refusal(c);
      return said === undefined || said === ''
        ? undefined
        : {
            cause: 'No node takes the pod.',
            explanation: 'The scheduler tries again when nodes, volumes or other pods change.',
            said: short(said, 600),
            place: c.at(c.pod?.anchor),
          };
    },
  },
  {
    code: 'pod-sandbox',
    recognise: (c) => {
      const event = c.podState.events.find(({ reason }) => reason === 'FailedCreatePodSandBox');
      if (event === undefined || c.podState.containers.some(({ isRunning, ended }) => isRunning || ended !== undefined)) return undefined;
      return {
        cause: 'The node cannot give the pod its network or its sandbox.',
        explanation: 'That is a matter of the cluster: a restart of it helps mostly.',
        said: short(event.message, 600),
        place: undefined,
        offers: [command('Start the cluster', 'startCluster')],
      };
    },
  },
];

/** The most that a node has to give. */
function allocatable(nodes: readonly Json[], resource: string): Quantity | undefined {
  const all = nodes.flatMap((node) => parseQuantity(textAt(node, 'status', 'allocatable', resource) ?? '') ?? []);
  return all.sort((a, b) => b.value - a.value)[0];
}

/** The container that asks for most, with what it asks; a limit alone is the request. */
function greediest(c: PodCase, resource: string): { readonly name: string; readonly amount: Quantity } | undefined {
  return listAt(c.podState.spec, 'containers')
    .flatMap((spec) => {
      const text = textAt(spec, 'resources', 'requests', resource) ?? textAt(spec, 'resources', 'limits', resource);
      const amount = text === undefined ? undefined : parseQuantity(text);
      return amount === undefined ? [] : [{ name: textAt(spec, 'name') ?? '', amount }];
    })
    .sort((a, b) => b.amount.value - a.amount.value)[0];
}

function insufficient(c: PodCase, resource: string, said: string): Recognised {
  const most = greediest(c, resource);
  const has = allocatable(c.evidence.nodes, resource);
  const unit = unitOf(resource);
  const model = c.pod?.containers.find(({ name }) => name === most?.name);
  const isTooMuch = most !== undefined && has !== undefined && most.amount.value > has.value;
  // Half of the largest node leaves room for what else runs there.
  const step = unit === 'bytes' ? 64 * 1024 * 1024 : 0.1;
  const less = has === undefined || !isTooMuch ? undefined : writeQuantity(Math.max(step, Math.floor(has.value / 2 / step) * step), unit);
  const node = model?.get('resources', 'requests', resource) ?? model?.get('resources', 'limits', resource);
  const word = resource === 'cpu' ? 'CPU' : resource;
  return {
    cause: isTooMuch
      ? `Container \`${most.name}\` asks for \`${most.amount.text}\` of ${word}, and the largest node has ${quantityInWords(has, unit)}.`
      : `No node has as much ${word} free as the pod asks for${most === undefined ? '' : ` (\`${most.amount.text}\` by container \`${most.name}\`)`}.`,
    explanation: isTooMuch
      ? 'It will never fit: the request has to go down.'
      : `Other pods hold the rest${has === undefined ? '' : ` of ${quantityInWords(has, unit)}`}: the request has to go down, or something else has to stop.`,
    isHopeless: isTooMuch,
    said,
    place: c.at(node) ?? c.at(c.pod?.anchor),
    offers: [less === undefined || model === undefined ? undefined : lowered(c, model, resource, less)],
  };
}

function lowered(c: PodCase, model: Container, resource: string, less: string) {
  const isThere = model.get('resources', 'requests', resource) !== undefined;
  const part = isThere ? 'requests' : 'limits';
  const now = parseQuantity(model.get('resources', part, resource)?.scalarText ?? '');
  const wanted = parseQuantity(less);
  if (now === undefined || wanted === undefined || now.value <= wanted.value) return undefined;
  return c.edit(`Ask for \`${less}\``, mergeThrough(model.node, { resources: { [part]: { [resource]: less } } }));
}

function selector(c: PodCase, said: string): Recognised {
  const map = c.pod?.get('nodeSelector');
  const labels = c.evidence.nodes.map((node) => at(node, 'metadata', 'labels'));
  const wrong = (map?.kind === 'map' ? map.allEntries() : []).find(({ key, value }) => {
    const wanted = value.scalarText;
    return labels.length > 0 && !labels.some((each) => textAt(each, key.content) === wanted);
  });
  const name = wrong?.key.content;
  const values = [...new Set(labels.flatMap((each) => (name === undefined ? [] : (textAt(each, name) ?? []))))];
  const wanted = wrong?.value.scalarText ?? '';
  const close = values.length === 1 ? values[0] : nearest(wanted, values);
  return {
    cause: wrong === undefined ? 'No node has the labels that the pod asks for.' : `No node has the label \`${name}: ${wanted}\`.`,
    explanation:
      close === undefined
        ? 'The label has to be put on a node, or the pod has to do without it.'
        : `${values.length === 1 ? 'All nodes have' : 'There is'} \`${name}: ${close}\`.`,
    isHopeless: wrong !== undefined && values.length === 0,
    said,
    place: c.at(wrong?.value) ?? c.at(map ?? c.pod?.get('affinity') ?? c.pod?.anchor),
    offers: [
      close !== undefined && wrong?.value.kind === 'scalar' ? c.edit(`Change to \`${close}\``, rewrite(wrong.value, close)) : undefined,
      wrong === undefined || c.pod === undefined || name === undefined
        ? undefined
        : c.edit(`Do without \`${name}\``, removeAt(c.pod.spec, ['nodeSelector', name])),
    ],
  };
}
