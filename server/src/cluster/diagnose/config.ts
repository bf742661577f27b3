import { nearest } from '../../languages/dockerfile/vocabulary.js';
import { runtimeUser } from '../../languages/dockerfile/runtimeUser.js';
import { merge } from '../../languages/yaml/edit.js';
import { mergeThrough } from '../../languages/yaml/inherited.js';
import type { YamlMap, YamlNode } from '../../languages/yaml/nodes.js';
import { configReferencesOf, keysOf } from '../../rules/shared/kubernetesConfig.js';
import { rewrite } from '../../rules/shared/kubernetesImages.js';
import { inForce } from '../../rules/shared/kubernetesSecurityContext.js';
import { namedUser, rootUser } from '../../rules/shared/pairUser.js';
import {
  related,
  short,
  type ContainerCase,
  type Offer,
  type ObjectCase,
  type Recogniser,
  type Recognised,
  type RelatedPlace,
} from './case.js';
import type { FilePlace } from './files.js';

// `CreateContainerConfigError`: what the kubelet cannot make out before the container is made.
// pkg/kubelet/kuberuntime/security_context_others.go and pkg/kubelet/kubelet_pods.go of Kubernetes.

/** The message of a container that cannot be configured. */
function fault({ state }: ContainerCase): string | undefined {
  const { waiting } = state;
  if (waiting?.reason !== 'CreateContainerConfigError') return undefined;
  return waiting.message !== '' ? waiting.message : (state.events.find(({ reason }) => reason === 'Failed')?.message ?? '');
}

export const config: readonly Recogniser<ContainerCase>[] = [
  {
    code: 'non-numeric-user',
    recognise: (c) => {
      const said = fault(c);
      const user = /non-numeric user \(([^)]*)\)/.exec(said ?? '')?.[1];
      if (said === undefined || user === undefined) return undefined;
      const pair = c.pair(namedUser);
      const demand = demandPlace(c);
      const there = c.built?.stage.end.user;
      const place =
        pair === undefined ? (there?.words[0] === undefined ? demand : c.inImage(there.words[0].span)) : c.inImage(pair.found.dockerfileAt);
      return {
        cause: `The image starts as \`${user}\`, a name, and \`runAsNonRoot\` cannot be checked against a name.`,
        explanation:
          pair !== undefined && pair.inDockerfile === undefined && pair.inManifest === undefined
            ? `\`${user}\` has no fixed number: give it one with \`--uid\` and name that in USER.`
            : `USER has to be a number, or the pod has to set \`runAsUser\`.`,
        isHopeless: true,
        said,
        place: place ?? demand ?? c.containerPlace,
        related: [place === demand ? undefined : related(demand, '`runAsNonRoot` is asked for here')],
        offers: [
          pair?.inDockerfile === undefined ? undefined : c.editImage(pair.inDockerfile.title, pair.inDockerfile.edits),
          pair?.inManifest === undefined ? undefined : c.edit(pair.inManifest.title, pair.inManifest.edits),
        ],
      };
    },
  },
  {
    code: 'root-image',
    recognise: (c) => {
      const said = fault(c);
      if (said === undefined || !/image will run as root/.test(said)) return undefined;
      const pair = c.pair(rootUser);
      const demand = demandPlace(c);
      const place = pair === undefined ? undefined : c.inImage(pair.found.dockerfileAt);
      const isBase = c.built !== undefined && runtimeUser(c.built.stage).kind !== 'root';
      return {
        cause: `\`${c.state.image}\` runs as root, and \`runAsNonRoot\` refuses that.`,
        explanation: isBase
          ? 'Its base image decides the user: a USER with a number is missing.'
          : 'The image needs a USER with a number, or the pod a `runAsUser`.',
        isHopeless: true,
        said,
        place: place ?? demand ?? c.containerPlace,
        related: [place === undefined ? undefined : related(demand, '`runAsNonRoot` is asked for here')],
        offers: [
          pair?.inDockerfile === undefined ? undefined : c.editImage(pair.inDockerfile.title, pair.inDockerfile.edits),
          pair?.inManifest === undefined ? setUser(c, 10001) : c.edit(pair.inManifest.title, pair.inManifest.edits),
        ],
      };
    },
  },
  {
    code: 'root-user-refused',
    recognise: (c) => {
      const said = fault(c);
      if (said === undefined || !/runAsUser breaks non-root policy/.test(said)) return undefined;
      const node = c.model === undefined ? undefined : inForce(c.model, 'runAsUser');
      const uid = Number(/^\d+$/.exec(c.built?.stage.end.user?.user ?? '')?.[0] ?? 10001) || 10001;
      return {
        cause: '`runAsUser: 0` is root, and `runAsNonRoot` refuses root.',
        explanation: 'One of the two has to change.',
        isHopeless: true,
        said,
        place: c.at(node) ?? demandPlace(c) ?? c.containerPlace,
        related: [related(demandPlace(c), '`runAsNonRoot` is asked for here')],
        offers: [
          node?.kind === 'scalar' && node.number === 0
            ? c.edit(`Change \`runAsUser\` to ${uid}`, [{ span: node.span, newText: String(uid) }])
            : undefined,
        ],
      };
    },
  },
  {
    code: 'config-key-missing',
    recognise: (c) => {
      const said = fault(c);
      const [, key, kind, name] = /couldn't find key (\S+) in (ConfigMap|Secret) (?:[^\s/]+\/)?([^\s,;]+)/.exec(said ?? '') ?? [];
      if (said === undefined || key === undefined || name === undefined || (kind !== 'ConfigMap' && kind !== 'Secret')) return undefined;
      return missingKey(c, kind, name, key, said);
    },
  },
  {
    code: 'config-missing',
    recognise: (c) => {
      const said = fault(c);
      const [, kind, name] = /(configmap|secret)s? "(?:[^"/]+\/)?([^"]+)" not found/i.exec(said ?? '') ?? [];
      if (said === undefined || kind === undefined || name === undefined) return undefined;
      return missingObject(c, kind.toLowerCase() === 'secret' ? 'Secret' : 'ConfigMap', name, said, isOfContainer(c));
    },
  },
  {
    code: 'container-config',
    recognise: (c) => {
      const said = fault(c);
      return said === undefined
        ? undefined
        : {
            cause: `${c.called} cannot be made: ${short(said === '' ? 'its configuration is refused' : said)}.`,
            explanation: 'The kubelet tries again, and with the same manifest it ends in the same way.',
            said,
            place: c.containerPlace,
          };
    },
  },
];

/** Where `runAsNonRoot` is asked for. */
function demandPlace(c: ContainerCase): FilePlace | undefined {
  return c.model === undefined ? undefined : c.at(inForce(c.model, 'runAsNonRoot'));
}

function setUser(c: ContainerCase, uid: number): Offer | undefined {
  return c.model === undefined
    ? undefined
    : c.edit(`Set \`runAsUser: ${uid}\``, mergeThrough(c.model.node, { securityContext: { runAsUser: uid } }));
}

type Maker = (map: YamlMap) => boolean;

/** References of this container, not those of its neighbours or of volumes. */
const isOfContainer =
  (c: ContainerCase): Maker =>
  (map) =>
    c.model === undefined || (c.model.node.from <= map.from && map.to <= c.model.node.to);

/** A ConfigMap or Secret that is not in the namespace. `isMeant` chooses among the references to it. */
export function missingObject(c: ObjectCase, kind: 'ConfigMap' | 'Secret', name: string, said: string, isMeant: Maker): Recognised {
  const object = c.manifest?.object;
  const all = object === undefined ? [] : configReferencesOf(object).filter((each) => each.kind === kind && each.name === name);
  const found = all.find(({ map }) => isMeant(map)) ?? all[0];
  const node = found?.map.get(found.key);
  const names = c.files.namesOf(kind).filter((each) => each !== name);
  const close = nearest(name, names);
  const elsewhere = c.files.object(kind, name);
  const isDeployed = c.evidence.objects.some((each) => each.kind === kind && each.name === name);
  return {
    cause: `${kind} \`${name}\` is not in namespace \`${c.namespace}\`.`,
    explanation: isDeployed
      ? 'It was sent with this deployment: it lies in another namespace, or was refused.'
      : elsewhere !== undefined
        ? 'It stands in the workspace and was not among what was deployed.'
        : close === undefined
          ? 'The container waits until somebody makes it.'
          : `There is a \`${close}\`.`,
    said,
    place: c.at(node ?? found?.map) ?? c.at(object?.anchor),
    related: [elsewhere === undefined ? undefined : definedAt(elsewhere)],
    offers: [
      close === undefined || elsewhere !== undefined ? undefined : renamed(c, node, close),
      found === undefined
        ? undefined
        : c.edit('Let the container start without it: `optional: true`', merge(found.map, { optional: true })),
    ],
  };
}

export function missingKey(c: ObjectCase, kind: 'ConfigMap' | 'Secret', name: string, key: string, said: string): Recognised {
  const object = c.manifest?.object;
  const references = object === undefined ? [] : configReferencesOf(object).filter((each) => each.kind === kind && each.name === name);
  const held = references.flatMap((each) => each.keys.map((one) => ({ ...one, reference: each }))).find((one) => one.name === key);
  const node = held?.map.get('key');
  const defined = c.files.object(kind, name);
  const keys = (defined === undefined ? undefined : keysOf(defined.object)) ?? [];
  const close = nearest(key, keys);
  return {
    cause: `${kind} \`${name}\` has no key \`${key}\`.`,
    explanation:
      close !== undefined
        ? `It has a \`${close}\`.`
        : keys.length > 0
          ? `It has ${keys
              .slice(0, 5)
              .map((each) => `\`${each}\``)
              .join(', ')}.`
          : 'The container waits until it is there.',
    said,
    place: c.at(node) ?? c.at(references[0]?.map) ?? c.at(object?.anchor),
    related: [defined === undefined ? undefined : definedAt(defined)],
    offers: [
      close === undefined ? undefined : renamed(c, node, close),
      held === undefined || held.reference.map !== held.map
        ? undefined
        : c.edit('Let the container start without it: `optional: true`', merge(held.map, { optional: true })),
    ],
  };
}

function definedAt({ path, text, object }: NonNullable<ObjectCase['manifest']>): RelatedPlace {
  const { start, end } = object.anchor;
  return { place: { path, text, span: { start, end } }, message: `${object.kind} \`${object.name ?? ''}\` is written here` };
}

export function renamed(c: ObjectCase, node: YamlNode | undefined, name: string): Offer | undefined {
  return node?.kind === 'scalar' && node.scalarText !== name ? c.edit(`Change to \`${name}\``, rewrite(node, name)) : undefined;
}
