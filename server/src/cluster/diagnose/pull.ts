import { parseImageReference } from '../../languages/dockerfile/image.js';
import { merge } from '../../languages/yaml/edit.js';
import { command, short, type ContainerCase, type Offer, type Recognised } from './case.js';
import type { FilePlace } from './files.js';

// What is known of a pull that failed. Texts of the kubelet and of containerd: pkg/kubelet/images of Kubernetes and core/remotes of
// containerd; older kubelets tell the cause in an event alone, newer ones (1.31 on) behind `Back-off pulling image`.

export const waitingReasons =
  /^(?:ErrImagePull|ImagePullBackOff|ErrImageNeverPull|InvalidImageName|ErrInvalidImageName|ImageInspectError|RegistryUnavailable|SignatureValidationFailed)$/;

/** All that was said of the pull, the state first. */
export function said({ state, podState }: ContainerCase): string {
  const own = podState.events.filter(
    ({ reason, container, message }) =>
      /^(?:Failed|BackOff|InspectFailed|ErrImageNeverPull)$/.test(reason) &&
      (container === state.name || container === undefined) &&
      /image/i.test(message),
  );
  return [...new Set([state.waiting?.message ?? '', ...own.map(({ message }) => message)])].filter((text) => text !== '').join('\n');
}

export const reasonOf = ({ state }: ContainerCase): string => state.waiting?.reason ?? '';
export const isPulling = (c: ContainerCase): boolean => /^(?:ErrImagePull|ImagePullBackOff|RegistryUnavailable)$/.test(reasonOf(c));

export const notThere = /manifest unknown|MANIFEST_UNKNOWN|: not found|404 Not Found|repository .* not found|does not exist/i;
export const denied =
  /pull access denied|insufficient_scope|authorization failed|401 Unauthorized|403 Forbidden|unauthorized|authentication required|no basic auth/i;
export const unreachable =
  /no such host|connection refused|i\/o timeout|network is unreachable|no route to host|dial tcp|context deadline exceeded|TLS handshake timeout|Temporary failure in name resolution/i;

/** The line that tells most: the one with the registry's answer. */
export function proof(c: ContainerCase): string {
  const lines = said(c).split('\n');
  return short(lines.find((line) => notThere.test(line) || denied.test(line) || unreachable.test(line)) ?? lines[0] ?? '', 600);
}

/** Whether the image comes from the workstation and no registry: it was built here, or Docker has it under a name without registry. */
export function isLocal(c: ContainerCase): boolean {
  return c.imageEvidence?.isInDocker === true || c.evidence.builds.some(({ image }) => image === c.state.image);
}

export function policyPlace(c: ContainerCase): FilePlace | undefined {
  return c.at(c.model?.get('imagePullPolicy')) ?? c.imagePlace;
}

export const ifNotPresent = (c: ContainerCase): Offer | undefined =>
  c.model === undefined
    ? undefined
    : c.edit('Set `imagePullPolicy: IfNotPresent`', merge(c.model.node, { imagePullPolicy: 'IfNotPresent' }));

export const importIt = (c: ContainerCase): Offer => command(`Import \`${c.state.image}\` into the cluster`, 'import', c.state.image);
export const pushIt = (c: ContainerCase): Offer | undefined =>
  c.evidence.registries.length === 0
    ? undefined
    : command(`Push \`${c.state.image}\` to the registry of the cluster`, 'push', c.state.image);
export const buildIt = (c: ContainerCase, ...args: readonly string[]): Offer | undefined =>
  c.built === undefined ? undefined : command(`Build \`${c.state.image}\``, 'build', c.built.path, ...args);

/** The node that runs the pod holds the image; where the pod has none yet, any does. */
export function isOnNode(c: ContainerCase): boolean {
  const nodes = c.imageEvidence?.onNodes;
  if (nodes === undefined || nodes === null) return false;
  return c.podState.node === undefined ? nodes.length > 0 : nodes.includes(c.podState.node);
}

const hostPart = (registry: string): string => registry.replace(/:\d+$/, '');
export const isLoopback = (registry: string): boolean => /^(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1\])$/.test(hostPart(registry));

export const isPlainHttp = (text: string): boolean => /server gave HTTP response to HTTPS client/i.test(text);
export const hasRegistry = ({ image }: ContainerCase): boolean => image.registry !== 'docker.io';
/** A name of k3d's making, or one that only this machine knows. */
export const isOwnRegistry = ({ image }: ContainerCase): boolean =>
  /^k3d-|\.localhost(?::|$)|^[\w-]+:\d+$/.test(image.registry) && !isLoopback(image.registry);

/** Lower case in front of the tag. */
export function lowerName(image: string): string {
  const { name } = parseImageReference(image);
  return name.toLowerCase() + image.slice(name.length);
}

/** An image of another architecture: told by the registry before, or by the program that does not start. */
export function architecture(c: ContainerCase, proof: string): Recognised {
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
