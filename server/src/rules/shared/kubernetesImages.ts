import { replace, type Edit } from '../../engine/text/span.js';
import { parseImageReference, type ImageReference } from '../../languages/dockerfile/image.js';
import type { Container } from '../../languages/kubernetes/container.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import type { Pod } from '../../languages/kubernetes/pod.js';
import type { YamlScalar } from '../../languages/yaml/nodes.js';

export interface PodImage {
  readonly node: YamlScalar;
  readonly reference: ImageReference;
  /** Undefined for the image of a volume. */
  readonly container: Container | undefined;
}

/** Images that are known: those of containers, and of image volumes (https://kubernetes.io/docs/concepts/storage/volumes/#image). */
export function imagesOf(pod: Pod): readonly PodImage[] {
  const { object } = pod;
  return object.pods.length === 1 && object.pod === pod ? object.once(imagesOfPod) : readImages(pod);
}

function imagesOfPod(object: KubernetesObject): readonly PodImage[] {
  return object.pods.flatMap(readImages);
}

function readImages(pod: Pod): readonly PodImage[] {
  const found: PodImage[] = [];
  const add = (node: YamlScalar | undefined, container: Container | undefined): void => {
    const text = node?.string?.trim();
    if (node !== undefined && text !== undefined && text !== '' && !isToken(text))
      found.push({ node, reference: parseImageReference(text), container });
  };
  for (const container of pod.allContainers) add(container.imageNode, container);
  for (const volume of pod.volumes) {
    const node = volume.get('image', 'reference');
    if (node?.kind === 'scalar') add(node, undefined);
  }
  return found;
}

/**
 * What another program puts an image's name in place of, or a part of it: `IMAGE`, `<image>`, `$(image)`, `ko://…`, `//app:image`,
 * `gcr.io/PROJECT_ID/api`, `DOCKER_USER/api`.
 */
export function isToken(text: string): boolean {
  return /[$<>%]|#\{|\[\[|^@|^ko:\/\/|^\/\/|^[A-Z][A-Z0-9_]*$/.test(text) || blank.test(text);
}

/** A part in capitals with an underscore, or one of the words that guides leave to their readers. */
const blank =
  /(?:^|\/)(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|(?:YOUR)?(?:USER(?:NAME)?|ACCOUNT|PROJECT|REGISTRY|REPO(?:SITORY)?|OWNER|ORG(?:ANI[SZ]ATION)?|IMAGE|NAME))(?=[/.:@]|$)/;

/** How a message speaks of a container. */
export const called = ({ name }: Container): string => (name === undefined ? 'The container' : `Container \`${name}\``);

/** Whether the tag says nothing of the version; a digest says it better than any tag. */
export function isLatest({ tag, digest }: ImageReference): boolean {
  return digest === undefined && (tag === undefined || tag === 'latest');
}

/**
 * The pull policy in force: https://kubernetes.io/docs/concepts/containers/images/#imagepullpolicy-defaulting. Undefined
 * where it is not known.
 */
export function pullPolicyOf(container: Container): string | undefined {
  const node = container.get('imagePullPolicy');
  if (node !== undefined && !node.isNull && node.string !== '') return node.string;
  const { image } = container;
  if (image === undefined || isToken(image.text)) return undefined;
  return isLatest(image) ? 'Always' : 'IfNotPresent';
}

/** The image as a path in its registry, with what Docker Hub leaves out: `docker.io/library/nginx`. */
export function fullName({ registry, repository, name }: ImageReference): string {
  if (registry !== 'docker.io' && !name.startsWith('index.docker.io/')) return name;
  return `docker.io/${repository.includes('/') ? '' : 'library/'}${repository}`;
}

/** Whether the image lies in one of the places: a registry (`ghcr.io`), or a path in one (`ghcr.io/acme`); `*` stands for any characters. */
export function isIn(reference: ImageReference, places: readonly string[]): boolean {
  const name = fullName(reference);
  return places.some((written) => {
    const place = written.replace(/\/+$/, '');
    if (!place.includes('*')) return name === place || name.startsWith(`${place}/`);
    const pattern = place.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${pattern.join('.*')}(?:/|$)`).test(name);
  });
}

/** Writes another reference in place of the one at `node`, in the same quotes. */
export function rewrite(node: YamlScalar, text: string): Edit[] {
  const quote = node.style === 'double' ? '"' : node.style === 'single' ? "'" : '';
  return [replace(node.span, `${quote}${text}${quote}`)];
}
