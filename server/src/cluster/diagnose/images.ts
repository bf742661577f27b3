import { nearest } from '../../languages/dockerfile/vocabulary.js';
import { parseImageReference } from '../../languages/dockerfile/image.js';
import { merge } from '../../languages/yaml/edit.js';
import { isLatest, isToken, rewrite } from '../../rules/shared/kubernetesImages.js';
import { command, short, type ContainerCase, type Offer, type Recogniser } from './case.js';
import type { FilePlace } from './files.js';
import { textAt } from './json.js';

// Images that do not come. Texts of the kubelet and of containerd: pkg/kubelet/images of Kubernetes and core/remotes of
// containerd; older kubelets tell the cause in an event alone, newer ones (1.31 on) behind `Back-off pulling image`.

const waitingReasons =
  /^(?:ErrImagePull|ImagePullBackOff|ErrImageNeverPull|InvalidImageName|ErrInvalidImageName|ImageInspectError|RegistryUnavailable|SignatureValidationFailed)$/;

/** All that was said of the pull, the state first. */
function said({ state, podState }: ContainerCase): string {
  const own = podState.events.filter(
    ({ reason, container, message }) =>
      /^(?:Failed|BackOff|InspectFailed|ErrImageNeverPull)$/.test(reason) &&
      (container === state.name || container === undefined) &&
      /image/i.test(message),
  );
  return [...new Set([state.waiting?.message ?? '', ...own.map(({ message }) => message)])].filter((text) => text !== '').join('\n');
}

const reasonOf = ({ state }: ContainerCase): string => state.waiting?.reason ?? '';
const isPulling = (c: ContainerCase): boolean => /^(?:ErrImagePull|ImagePullBackOff|RegistryUnavailable)$/.test(reasonOf(c));

const notThere = /manifest unknown|MANIFEST_UNKNOWN|: not found|404 Not Found|repository .* not found|does not exist/i;
const denied =
  /pull access denied|insufficient_scope|authorization failed|401 Unauthorized|403 Forbidden|unauthorized|authentication required|no basic auth/i;
const unreachable =
  /no such host|connection refused|i\/o timeout|network is unreachable|no route to host|dial tcp|context deadline exceeded|TLS handshake timeout|Temporary failure in name resolution/i;

/** The line that tells most: the one with the registry's answer. */
function proof(c: ContainerCase): string {
  const lines = said(c).split('\n');
  return short(lines.find((line) => notThere.test(line) || denied.test(line) || unreachable.test(line)) ?? lines[0] ?? '', 600);
}

/** Whether the image comes from the workstation and no registry: it was built here, or Docker has it under a name without registry. */
function isLocal(c: ContainerCase): boolean {
  return c.imageEvidence?.isInDocker === true || c.evidence.builds.some(({ image }) => image === c.state.image);
}

function policyPlace(c: ContainerCase): FilePlace | undefined {
  return c.at(c.model?.get('imagePullPolicy')) ?? c.imagePlace;
}

const ifNotPresent = (c: ContainerCase): Offer | undefined =>
  c.model === undefined
    ? undefined
    : c.edit('Set `imagePullPolicy: IfNotPresent`', merge(c.model.node, { imagePullPolicy: 'IfNotPresent' }));

const importIt = (c: ContainerCase): Offer => command(`Import \`${c.state.image}\` into the cluster`, 'import', c.state.image);
const pushIt = (c: ContainerCase): Offer | undefined =>
  c.evidence.registries.length === 0
    ? undefined
    : command(`Push \`${c.state.image}\` to the registry of the cluster`, 'push', c.state.image);
const buildIt = (c: ContainerCase, ...args: readonly string[]): Offer | undefined =>
  c.built === undefined ? undefined : command(`Build \`${c.state.image}\``, 'build', c.built.path, ...args);

/** The node that runs the pod holds the image; where the pod has none yet, any does. */
function isOnNode(c: ContainerCase): boolean {
  const nodes = c.imageEvidence?.onNodes;
  if (nodes === undefined || nodes === null) return false;
  return c.podState.node === undefined ? nodes.length > 0 : nodes.includes(c.podState.node);
}

const hostPart = (registry: string): string => registry.replace(/:\d+$/, '');
const isLoopback = (registry: string): boolean => /^(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1\])$/.test(hostPart(registry));

export const images: readonly Recogniser<ContainerCase>[] = [
  {
    code: 'invalid-image-name',
    recognise: (c) => {
      if (!/InvalidImageName/.test(reasonOf(c))) return undefined;
      const { image } = c.state;
      const lower = image.toLowerCase();
      const node = c.model?.imageNode;
      const isCase = lower !== image && parseImageReference(lower).wellFormed;
      return {
        cause: `\`${image}\` is no name of an image.`,
        explanation: isToken(image)
          ? 'A variable in it was not replaced before the manifest was sent.'
          : isCase
            ? 'Capitals are not allowed in front of the tag.'
            : 'A name is made of lower-case letters, digits, dots, dashes and slashes, with one tag behind a colon.',
        isHopeless: true,
        said: said(c) || reasonOf(c),
        place: c.imagePlace,
        offers: [
          isCase && node?.scalarText === image ? c.edit(`Change to \`${lowerName(image)}\``, rewrite(node, lowerName(image))) : undefined,
        ],
      };
    },
  },
  {
    code: 'image-never-pulled',
    recognise: (c) =>
      reasonOf(c) !== 'ErrImageNeverPull'
        ? undefined
        : {
            cause: `\`${c.state.image}\` is not on the node, and \`imagePullPolicy: Never\` forbids to fetch it.`,
            explanation: 'It has to be imported into the cluster before the pod starts.',
            isHopeless: true,
            said: said(c) || reasonOf(c),
            place: policyPlace(c),
            offers: [importIt(c), ifNotPresent(c)],
          },
  },
  {
    code: 'registry-name-of-host',
    recognise: (c) => {
      const { registry } = c.image;
      const text = said(c);
      if (!isPulling(c) || !isLoopback(registry) || (notThere.test(text) && !unreachable.test(text))) return undefined;
      const port = /:(\d+)$/.exec(registry)?.[1];
      const known = c.evidence.registries.find(({ onHost }) => onHost === registry || (port !== undefined && onHost.endsWith(`:${port}`)));
      const node = c.model?.imageNode;
      const written = node?.scalarText ?? '';
      return {
        cause: `\`${registry}\` is the registry's name on your machine; inside of the node it is the node itself.`,
        explanation:
          known === undefined
            ? 'Pods have to name the registry as the cluster knows it, or the image has to be imported.'
            : `The cluster knows the registry as \`${known.inCluster}\`.`,
        isHopeless: true,
        said: proof(c),
        place: c.imagePlace,
        offers: [
          known !== undefined && node !== undefined && written.startsWith(`${registry}/`)
            ? c.edit(`Change \`${registry}\` to \`${known.inCluster}\``, rewrite(node, known.inCluster + written.slice(registry.length)))
            : undefined,
          importIt(c),
        ],
      };
    },
  },
  {
    code: 'wrong-architecture',
    recognise: (c) => {
      const text = said(c);
      if (!isPulling(c) || !/no match(?:ing manifest)? for (?:platform|linux)|no matching manifest/i.test(text)) return undefined;
      return architecture(c, proof(c) || short(text));
    },
  },
  {
    code: 'pulled-although-imported',
    recognise: (c) => {
      if (!isPulling(c) || !isOnNode(c) || textAt(c.state.spec, 'imagePullPolicy') === 'IfNotPresent') return undefined;
      const isWritten = c.model?.get('imagePullPolicy') !== undefined;
      return {
        cause: `\`${c.state.image}\` is on the node, and \`imagePullPolicy: Always\` asks a registry for it all the same.`,
        explanation: isWritten
          ? 'No registry has it under this name.'
          : isLatest(c.image)
            ? 'Where nothing is written, that is what the tag `latest` means.'
            : 'The object was first made with the tag `latest`, and the policy of that time stayed in it.',
        isHopeless: isLocal(c),
        said: proof(c),
        place: policyPlace(c),
        offers: [ifNotPresent(c)],
      };
    },
  },
  {
    code: 'node-disk-full',
    recognise: (c) =>
      isPulling(c) && /no space left on device/i.test(said(c))
        ? {
            cause: 'The disk of the node is full.',
            explanation:
              'For k3d that is the disk of Docker: `docker system df` shows what fills it, `docker image prune` frees what nobody uses.',
            said: short(said(c), 600),
            place: undefined,
          }
        : undefined,
  },
  {
    code: 'image-not-imported',
    recognise: (c) => {
      const text = said(c);
      const { imageEvidence: found } = c;
      if (!isPulling(c) || !isLocal(c) || isOnNode(c) || isPlainHttp(text)) return undefined;
      // An image of a registry that is told to be away is that one's matter, unless Docker has it.
      if (hasRegistry(c) && found?.isInDocker !== true) return undefined;
      if (isOwnRegistry(c)) return undefined;
      if (!(notThere.test(text) || denied.test(text) || unreachable.test(text) || text === '' || /^Back-off pulling/.test(text)))
        return undefined;
      const elsewhere = found?.onNodes ?? [];
      return {
        cause:
          elsewhere.length > 0 && c.podState.node !== undefined
            ? `\`${c.state.image}\` is not on node \`${c.podState.node}\`, though ${elsewhere.map((node) => `\`${node}\``).join(', ')} ${elsewhere.length === 1 ? 'has' : 'have'} it.`
            : `\`${c.state.image}\` is in Docker and not in the cluster.`,
        explanation:
          'The nodes of k3d have an image store of their own: what is built has to be imported into it, or pushed to a registry that they know.',
        isHopeless: found?.isInDocker === true && found.onNodes !== null,
        said: proof(c),
        place: c.imagePlace,
        offers: [importIt(c), pushIt(c)],
      };
    },
  },
  {
    code: 'registry-not-attached',
    recognise: (c) => {
      const text = said(c);
      if (!isPulling(c) || !hasRegistry(c) || !(isPlainHttp(text) || unreachable.test(text))) return undefined;
      const { registry } = c.image;
      const isKnown = c.evidence.registries.some(({ inCluster }) => inCluster === registry);
      const isOwn = isOwnRegistry(c) || isPlainHttp(text) || isKnown;
      return {
        cause: isKnown
          ? `The registry \`${registry}\` does not answer the nodes.`
          : isOwn
            ? `The nodes do not know \`${registry}\`: the registry is not attached to this cluster.`
            : `The nodes cannot reach \`${registry}\`.`,
        explanation: isKnown
          ? 'Its container may have stopped; `k3d registry list` shows it.'
          : isOwn
            ? 'k3d tells the nodes of a registry when the cluster is made, and not later. The cluster has to be made anew with it, or the image imported.'
            : 'Without a way to it the image has to be imported from Docker.',
        said: proof(c),
        place: c.imagePlace,
        offers: [importIt(c), isOwn && !isKnown ? command('Create a cluster with a registry', 'createCluster') : undefined],
      };
    },
  },
  {
    code: 'pull-rate-limited',
    recognise: (c) =>
      isPulling(c) && /toomanyrequests|rate limit|429 Too Many/i.test(said(c))
        ? {
            cause: `\`${c.image.registry}\` refuses for now to send \`${c.state.image}\`: too many requests came from your address.`,
            explanation: 'Docker may still hold the image, and an import asks no registry.',
            said: short(said(c), 600),
            place: c.imagePlace,
            offers: [importIt(c)],
          }
        : undefined,
  },
  {
    code: 'registry-certificate',
    recognise: (c) =>
      isPulling(c) && /x509|certificate/i.test(said(c))
        ? {
            cause: `The nodes do not trust the certificate of \`${c.image.registry}\`.`,
            explanation: 'Its certificate authority has to be given to the cluster when it is made, or the image imported.',
            said: short(said(c), 600),
            place: c.imagePlace,
            offers: [importIt(c)],
          }
        : undefined,
  },
  {
    code: 'image-not-found',
    recognise: (c) => {
      const text = said(c);
      if (!isPulling(c) || !notThere.test(text) || (denied.test(text) && !/manifest unknown|: not found\b/i.test(text))) return undefined;
      const known = c.evidence.images.filter(
        ({ reference, isInDocker, onNodes }) =>
          parseImageReference(reference).repository === c.image.repository && (isInDocker === true || (onNodes ?? []).length > 0),
      );
      const other = known.find(({ reference }) => !isLatest(parseImageReference(reference)))?.reference;
      const node = c.model?.imageNode;
      return {
        cause: `\`${c.image.registry}\` has no \`${c.state.image.replace(/@.*/, '')}\`.`,
        explanation: other === undefined ? 'The tag is wrong, or the image was never pushed.' : `What there is of it is \`${other}\`.`,
        isHopeless: isLocal(c),
        said: proof(c),
        place: c.imagePlace,
        offers: [
          other !== undefined && node !== undefined
            ? c.edit(`Change to \`${other}\``, node.scalarText === other ? [] : rewrite(node, other))
            : undefined,
          buildIt(c),
          c.imageEvidence?.isInDocker === true ? importIt(c) : undefined,
        ],
      };
    },
  },
  {
    code: 'image-pull-denied',
    recognise: (c) => {
      if (!isPulling(c) || !denied.test(said(c))) return undefined;
      const isOurs = c.built !== undefined;
      const close = isOurs
        ? undefined
        : nearest(
            c.image.repository,
            c.evidence.builds.map(({ image }) => parseImageReference(image).repository),
          );
      return {
        cause: `\`${c.image.registry}\` does not give out \`${c.state.image}\`: it is private, or there is none of that name.`,
        explanation: isOurs
          ? 'A Dockerfile of this workspace makes it: built and imported, it needs no registry.'
          : close === undefined
            ? 'A private one needs `imagePullSecrets`.'
            : `An image \`${close}\` was built here.`,
        said: proof(c),
        place: c.imagePlace,
        offers: [buildIt(c), isOurs ? importIt(c) : undefined],
      };
    },
  },
  {
    code: 'image-not-pulled',
    recognise: (c) =>
      waitingReasons.test(reasonOf(c))
        ? {
            cause: `\`${c.state.image}\` could not be fetched (\`${reasonOf(c)}\`).`,
            explanation: 'What the node said stands below.',
            said: short(said(c), 600) || reasonOf(c),
            place: c.imagePlace,
            offers: [isLocal(c) ? importIt(c) : undefined],
          }
        : undefined,
  },
];

const isPlainHttp = (text: string): boolean => /server gave HTTP response to HTTPS client/i.test(text);
const hasRegistry = ({ image }: ContainerCase): boolean => image.registry !== 'docker.io';
/** A name of k3d's making, or one that only this machine knows. */
const isOwnRegistry = ({ image }: ContainerCase): boolean =>
  /^k3d-|\.localhost(?::|$)|^[\w-]+:\d+$/.test(image.registry) && !isLoopback(image.registry);

/** Lower case in front of the tag. */
function lowerName(image: string): string {
  const { name } = parseImageReference(image);
  return name.toLowerCase() + image.slice(name.length);
}

/** An image of another architecture: told by the registry before, or by the program that does not start. */
export function architecture(c: ContainerCase, proof: string): ReturnType<Recogniser<ContainerCase>['recognise']> {
  const [has, wants] = [c.imageEvidence?.architecture ?? undefined, c.nodeArchitecture];
  const from = c.built?.stage.from;
  const flag = from?.flags.find(({ name }) => name === 'platform');
  const value = flag?.value;
  const platform = wants === undefined ? undefined : `linux/${wants}`;
  const isFixed = value !== undefined && platform !== undefined && value.text !== platform && !value.text.includes('$');
  return {
    cause: `\`${c.state.image}\` is built for ${has === undefined ? 'another architecture' : `\`${has}\``}, and the node is ${wants === undefined ? 'of a different one' : `\`${wants}\``}.`,
    explanation: isFixed
      ? `\`--platform=${value.text}\` says so.`
      : `It has to be built ${platform === undefined ? 'for the architecture of the node' : `with \`--platform ${platform}\``}.`,
    isHopeless: true,
    said: proof,
    place: isFixed ? c.inImage(value.span) : c.imagePlace,
    related: [],
    offers: [
      isFixed ? c.editImage(`Change to \`${platform}\``, [{ span: value.span, newText: platform }]) : undefined,
      buildIt(c, ...(platform === undefined ? [] : ['--platform', platform])),
    ],
  };
}
