import { nearest } from '../../languages/dockerfile/vocabulary.js';
import { removeAt } from '../../languages/yaml/inherited.js';
import { rewrite } from '../../rules/shared/kubernetesImages.js';
import { related, short, type PodCase, type Recogniser, type Recognised } from './case.js';
import { missingKey, missingObject, renamed } from './config.js';
import { textAt } from './json.js';

// Volumes that cannot be mounted: pkg/volume and pkg/kubelet/volumemanager of Kubernetes.

/** What was said of mounting, as long as no container of the pod has begun. */
function mountFault({ podState }: PodCase): string | undefined {
  if (podState.containers.some(({ isRunning, ended, last }) => isRunning || ended !== undefined || last !== undefined)) return undefined;
  const faults = podState.events.filter(({ reason }) => /^(?:FailedMount|FailedAttachVolume|FailedMapVolume)$/.test(reason));
  // `Unable to attach or mount volumes: unmounted volumes=[…]` only says that another event is there.
  return (faults.find(({ message }) => !/^Unable to attach or mount/.test(message)) ?? faults[0])?.message;
}

/** What the scheduler said of claims. */
function claimFault({ podState }: PodCase): string | undefined {
  if (podState.node !== undefined) return undefined;
  const said = podState.unscheduled === undefined || podState.unscheduled === '' ? undefined : podState.unscheduled;
  return said ?? podState.events.find(({ reason }) => reason === 'FailedScheduling')?.message;
}

export const volumes: readonly Recogniser<PodCase>[] = [
  {
    code: 'claim-missing',
    recognise: (c) => {
      const said = claimFault(c) ?? mountFault(c);
      const name = /persistentvolumeclaim "(?:[^"/]+\/)?([^"]+)" not found/i.exec(said ?? '')?.[1];
      if (said === undefined || name === undefined) return undefined;
      const node = claimNode(c, name);
      const names = c.files.namesOf('PersistentVolumeClaim').filter((each) => each !== name);
      const close = nearest(name, names);
      return {
        cause: `PersistentVolumeClaim \`${name}\` is not in namespace \`${c.namespace}\`.`,
        explanation: close === undefined ? 'The pod waits until somebody makes it.' : `There is a \`${close}\`.`,
        said,
        place: c.at(node) ?? c.at(c.pod?.anchor),
        offers: [close === undefined ? undefined : renamed(c, node, close)],
      };
    },
  },
  {
    code: 'claim-unbound',
    recognise: (c) => {
      const said = claimFault(c);
      return said === undefined || !/unbound immediate PersistentVolumeClaims|unbound PersistentVolumeClaims/.test(said)
        ? undefined
        : unbound(c, said);
    },
  },
  {
    code: 'volume-key-missing',
    recognise: (c) => {
      const said = mountFault(c);
      const key = /references non-existent (?:config|secret) key: ([^\s,]+)/.exec(said ?? '')?.[1];
      if (said === undefined || key === undefined) return undefined;
      const volume = volumeIn(c, said);
      const source = volume?.get('configMap') ?? volume?.get('secret');
      const kind = volume?.has('secret') === true ? 'Secret' : 'ConfigMap';
      const name = source?.get(kind === 'Secret' ? 'secretName' : 'name')?.scalarText;
      return name === undefined
        ? {
            cause: `A volume asks for the key \`${key}\`, which is not there.`,
            explanation: 'The pod waits until it is.',
            said,
            place: c.at(c.pod?.anchor),
          }
        : missingKey(c, kind, name, key, short(said, 600));
    },
  },
  {
    code: 'volume-source-missing',
    recognise: (c) => {
      const said = mountFault(c);
      const [, kind, name] = /(configmap|secret)s? "(?:[^"/]+\/)?([^"]+)" not found/i.exec(said ?? '') ?? [];
      if (said === undefined || kind === undefined || name === undefined) return undefined;
      const containers = c.pod?.allContainers.map(({ node }) => node) ?? [];
      const isOfVolume = (map: { readonly from: number; readonly to: number }): boolean =>
        !containers.some((node) => node.from <= map.from && map.to <= node.to);
      return missingObject(c, kind.toLowerCase() === 'secret' ? 'Secret' : 'ConfigMap', name, short(said, 600), isOfVolume);
    },
  },
  {
    code: 'host-path-missing',
    recognise: (c) => {
      const said = mountFault(c);
      const path = /hostPath type check failed: (\S+) is not/.exec(said ?? '')?.[1];
      if (said === undefined || path === undefined) return undefined;
      const volume = c.pod?.volumes.find((each) => each.get('hostPath', 'path')?.scalarText === path);
      return {
        cause: `The node has no \`${path}\` of the kind that \`hostPath\` asks for.`,
        explanation: 'The nodes of k3d are containers: a folder of your machine is there only when the cluster was made with `--volume`.',
        said,
        place: c.at(volume?.get('hostPath', 'path')) ?? c.at(c.pod?.anchor),
      };
    },
  },
  {
    code: 'volume-not-mounted',
    recognise: (c) => {
      const said = mountFault(c);
      if (said === undefined) return undefined;
      const volume = volumeIn(c, said);
      const name = volume?.get('name')?.scalarText;
      return {
        cause: `${name === undefined ? 'A volume of the pod' : `Volume \`${name}\``} cannot be mounted.`,
        explanation: 'The pod waits for it.',
        said: short(said, 600),
        place: c.at(volume?.get('name')) ?? c.at(c.pod?.anchor),
      };
    },
  },
];

/** The volume that an event speaks of. */
function volumeIn(c: PodCase, said: string) {
  const name = /volume "([^"]+)"/.exec(said)?.[1] ?? /unmounted volumes=\[([^\],\s]+)/.exec(said)?.[1];
  return c.pod?.volumes.find((each) => each.get('name')?.scalarText === name);
}

function claimNode(c: PodCase, name: string) {
  return c.pod?.volumes.map((volume) => volume.get('persistentVolumeClaim', 'claimName')).find((node) => node?.scalarText === name);
}

/** A claim that nothing fills: mostly its class is none of this cluster. */
function unbound(c: PodCase, said: string): Recognised {
  const names = (c.pod?.volumes ?? []).flatMap((volume) => volume.get('persistentVolumeClaim', 'claimName')?.scalarText ?? []);
  const event = c.files.eventsOfClaims.find(({ object, message }) => names.includes(object.name) && /storageclass/i.test(message));
  const name = event?.object.name ?? names[0];
  const missing = /storageclass\S* "([^"]+)" not found/i.exec(event?.message ?? '')?.[1];
  const claim = name === undefined ? undefined : c.files.object('PersistentVolumeClaim', name);
  const map = claim?.object.root.get('spec');
  const node = map?.get('storageClassName');
  const isK3s = c.evidence.nodes.some((each) => /\+k3s/.test(textAt(each, 'status', 'nodeInfo', 'kubeletVersion') ?? ''));
  const place =
    claim === undefined
      ? undefined
      : { path: claim.path, text: claim.text, span: (node ?? claim.object.root.get('metadata', 'name') ?? claim.object.root).span };
  const use = name === undefined ? undefined : c.at(claimNode(c, name));
  const edits = (): ReturnType<typeof rewrite> =>
    node?.kind === 'scalar' && node.scalarText === missing ? rewrite(node, 'local-path') : [];
  const drop = missing !== undefined && node !== undefined && map?.kind === 'map' ? removeAt(map, ['storageClassName']) : undefined;
  return {
    cause:
      missing === undefined
        ? `${name === undefined ? 'A claim of the pod' : `PersistentVolumeClaim \`${name}\``} has no volume.`
        : `The cluster has no StorageClass \`${missing}\`.`,
    explanation:
      missing === undefined
        ? 'Nothing in the cluster provides what it asks for.'
        : isK3s
          ? 'k3s brings one, `local-path`, which is also what a claim gets that names none.'
          : 'Without a name the claim gets the default of the cluster.',
    isHopeless: missing !== undefined,
    said: event === undefined ? said : `${said}\n${event.message}`,
    place: place ?? use ?? c.at(c.pod?.anchor),
    related: [place === undefined ? undefined : related(use, `\`${name ?? ''}\` is used here`)],
    offers: [
      claim === undefined || !isK3s || edits().length === 0
        ? undefined
        : { kind: 'edit', title: 'Change to `local-path`', path: claim.path, text: claim.text, edits: edits() },
      claim === undefined || drop === undefined
        ? undefined
        : { kind: 'edit', title: 'Take the default class of the cluster', path: claim.path, text: claim.text, edits: drop },
    ],
  };
}
