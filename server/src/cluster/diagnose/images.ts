import { nearest } from '../../languages/dockerfile/vocabulary.js';
import { parseImageReference } from '../../languages/dockerfile/image.js';
import { isLatest, isToken, rewrite } from '../../rules/shared/kubernetesImages.js';
import { command, short, type ContainerCase, type Recogniser } from './case.js';
import { textAt } from './json.js';
import {
  architecture,
  buildIt,
  denied,
  hasRegistry,
  ifNotPresent,
  importIt,
  isLocal,
  isLoopback,
  isOnNode,
  isOwnRegistry,
  isPlainHttp,
  isPulling,
  lowerName,
  notThere,
  policyPlace,
  proof,
  pushIt,
  reasonOf,
  said,
  unreachable,
  waitingReasons,
} from './pull.js';

// Images that do not come.

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
      // The server writes the default of the image's first tag into the object.
      const policy = textAt(c.state.spec, 'imagePullPolicy') ?? (isLatest(c.image) ? 'Always' : 'IfNotPresent');
      if (!isPulling(c) || !isOnNode(c) || policy !== 'Always') return undefined;
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
        // A name that no registry knows is not there in a minute either.
        isHopeless: (found?.isInDocker === true && found.onNodes !== null) || notThere.test(text) || denied.test(text),
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
          c.imageEvidence?.isInDocker === true ? (hasRegistry(c) ? pushIt(c) : importIt(c)) : buildIt(c),
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
