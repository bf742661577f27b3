import type { Fact, FactKind, WorkspaceView } from '../../../engine/facts/facts.js';
import type { Surroundings } from '../../../engine/rule/define.js';
import { sayer } from '../../builders/context.js';
import { baseImageFacts } from '../../dockerfile/baseImages.js';
import { code, listed, sentences } from '../../dockerfile/hover/markdown.js';
import type { ImageReference } from '../../dockerfile/image.js';
import type { Container } from '../container.js';
import { effectiveImages } from '../../kustomize/images.js';
import { sourceOf } from '../imageSource.js';
import type { Place } from './place.js';
import { docs, type Paragraphs } from './texts.js';

// https://kubernetes.io/docs/concepts/containers/images/, read 2026-11.
const link = docs('Images', 'concepts/containers/images/');
const policyLink = docs('Image pull policy', 'concepts/containers/images/#image-pull-policy');

export function imageTopic({ container, containerPath }: Place, near: Surroundings): Paragraphs | undefined {
  if (container === undefined || containerPath?.length !== 1) return undefined;
  if (containerPath[0] === 'imagePullPolicy') return [policyText(container), policyLink];
  if (containerPath[0] !== 'image') return undefined;
  const image = container.image;
  if (image === undefined) return undefined;
  const built = builtText(image, near.workspace);
  const changed = overrideText(image.text, near.workspace);
  return [nameText(image), versionText(image), changed, built, policyText(container), userText(container, image), link];
}

/** What kustomizations make of the image, each result once. */
function overrideText(text: string, workspace: WorkspaceView): string | undefined {
  const ways = workspace.path === undefined ? [] : effectiveImages(workspace, workspace.path, text).filter((way) => way.image !== text);
  const lines = ways.slice(0, 10).map(({ image, by }) => `- ${code(image)} by ${listed(by.map((path) => code(workspace.relative(path))))}`);
  return lines.length === 0 ? undefined : `**Kustomize** puts in its place\n\n${[...new Set(lines)].join('\n')}`;
}

/** The Dockerfile of this workspace that builds the image, what it says of it, and why it is believed. */
export function builtText({ text }: Pick<ImageReference, 'text'>, workspace: WorkspaceView): string | undefined {
  const source = sourceOf(workspace, text);
  if (source === undefined) return undefined;
  const { dockerfile, stage, said, key } = source;
  const path = workspace.relative(dockerfile.path);
  const name = dockerfile.data.stages[stage];
  const target = name === null || name === undefined ? '' : `, stage ${code(name)}`;
  const why = said === undefined ? 'the image bears the name of its folder or file' : `${sayer(said, workspace)} says so`;
  // Who reads this may know better.
  const isOneOfMany = workspace.all('dockerfile').length > 1;
  const choice = said?.data.by === 'settings' || !isOneOfMany ? undefined : '`images` in `.slipway.yaml` can name another.';
  return sentences(
    `**Built by** ${code(path)}${target}: ${why}.`,
    choice,
    toldText((kind) => workspace.find(kind, key)),
  );
}

/** User, port and health check of the stage, as far as they are known. */
function toldText(find: <K extends FactKind>(kind: K) => readonly Fact<K>[]): string | undefined {
  const user = find('stage.user')[0]?.data;
  const listens = find('stage.listens')[0]?.data.port;
  const exposed = find('stage.port').map(({ data }) => data.port);
  const parts = [
    user?.kind === 'root' ? 'runs as root' : user?.text === null || user?.text === undefined ? undefined : `runs as ${code(user.text)}`,
    listens !== undefined ? `listens on port ${listens}` : exposed.length > 0 ? `exposes ${listed(exposed.map(String))}` : undefined,
    find('stage.health').length > 0 ? 'has a HEALTHCHECK, which Kubernetes does not run' : undefined,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : `It ${listed(parts)}.`;
}

function nameText({ name, registry, repository, text, wellFormed }: ImageReference): string {
  if (!wellFormed) return `${code(text)} is no valid image reference: the pod stays in \`InvalidImageName\`.`;
  const path =
    registry === 'docker.io' ? (repository.includes('/') ? repository : `library/${repository}`) : name.slice(registry.length + 1);
  return `**Registry** ${code(registry)}, **image** ${code(path)}.`;
}

function versionText({ tag, digest }: ImageReference): string {
  if (digest !== undefined) {
    const ignored = tag === undefined ? '' : ` The tag ${code(tag)} is for readers only.`;
    return `**Digest** ${code(`${digest.slice(0, 19)}…`)}: always exactly this image.${ignored}`;
  }
  if (tag === undefined) return '**No tag**, which means `latest`: every node may hold another image, and no rollback leads back.';
  if (tag === 'latest') return '**Tag** `latest`: every node may hold another image, and no rollback leads back.';
  return `**Tag** ${code(tag)}; the registry may give it to another image later.`;
}

function policyText(container: Container): string {
  const written = container.get('imagePullPolicy');
  const image = container.image;
  if (written !== undefined && !written.isNull) {
    const policy = written.string;
    const effect = policy === undefined || !Object.hasOwn(effects, policy) ? undefined : effects[policy];
    return policy === undefined ? '**Pull policy** not known here.' : sentences(`**Pull policy** ${code(policy)}, as written.`, effect);
  }
  if (image === undefined) return '**Pull policy** follows from the image, which is not known here.';
  const isLatest = image.digest === undefined && (image.tag === undefined || image.tag === 'latest');
  const policy = isLatest ? 'Always' : 'IfNotPresent';
  const reason =
    image.digest !== undefined
      ? 'by default, because of the digest'
      : image.tag === undefined
        ? 'by default, because there is no tag'
        : isLatest
          ? 'by default, because the tag is `latest`'
          : 'by default, because the tag is not `latest`';
  return sentences(
    `**Pull policy** \`${policy}\`, ${reason}.`,
    effects[policy],
    'The default is set when the object is created; a tag that changes later does not change it.',
  );
}

const effects: Readonly<Record<string, string>> = {
  Always: 'The node asks the registry at each start of the container, so an image that was only imported into the cluster is not found.',
  IfNotPresent: 'What the node holds is used, so an image that was imported into the cluster is found.',
  Never: 'The node must hold the image already; otherwise the container fails with `ErrImageNeverPull`.',
};

/** The account of a well-known image, as long as the manifest does not choose another one. */
function userText(container: Container, image: ImageReference): string | undefined {
  if (container.effectiveSecurity('runAsUser') !== undefined) return undefined;
  const user = baseImageFacts(image.repository, image.tag)?.defaultUser;
  if (user === undefined) return undefined;
  if (user.uid !== 0) return `Its program runs as UID ${user.uid} (${code(user.name)}).`;
  return container.effectiveSecurity('runAsNonRoot')?.boolean === true
    ? 'The image runs as root, which `runAsNonRoot: true` refuses: the container is not created (`CreateContainerConfigError`).'
    : 'Its program runs as root, as nothing here says otherwise.';
}
