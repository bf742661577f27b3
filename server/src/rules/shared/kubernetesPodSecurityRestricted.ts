import type { Fix } from '../../engine/rule/define.js';
import type { Container } from '../../languages/kubernetes/container.js';
import type { Pod } from '../../languages/kubernetes/pod.js';
import {
  baselineCapabilities,
  isAllowedSeccomp,
  isExemptWindows,
  isRelaxedByUsers,
  refusedVolumeTypes,
  restrictedCapability,
} from '../../languages/kubernetes/podSecurity.js';
import { addPath, containerOf, holders, procMounts, profileTypes, security, type Violation } from './kubernetesPodSecurityParts.js';
import { capabilities, dropItemFix, given, inForce, isListUnknown, isRoot, plainName, setFix, who } from './kubernetesSecurityContext.js';

// The controls that *restricted* adds. https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted

export function procMountRestricted(pod: Pod, minor: number): Violation[] {
  return minor < 35 ? [] : procMounts(pod);
}

/** What *restricted* refuses and *baseline* does not: `/proc` of a pod with users of its own. */
export function procMountWithUsers(pod: Pod, minor: number): Violation[] {
  return isRelaxedByUsers(pod, minor) ? procMounts(pod) : [];
}

export function refusedVolumes(pod: Pod, _minor: number): Violation[] {
  return pod.volumes.flatMap((volume) =>
    volume
      .allEntries()
      .filter(({ key, value }) => refusedVolumeTypes.has(key.content) && !value.isNull)
      .map(({ key }) => ({
        at: key.span,
        words: `volume \`${volume.get('name')?.scalarText ?? ''}\` is of type \`${key.content}\``,
        field: `volumes[*].${key.content}`,
      })),
  );
}

export function privilegeEscalation(pod: Pod, minor: number): Violation[] {
  if (isExemptWindows(pod, minor)) return [];
  const field = 'securityContext.allowPrivilegeEscalation';
  return pod.allContainers.flatMap((container) => {
    const node = given(container.security('allowPrivilegeEscalation'));
    if (node !== undefined && node.boolean !== true) return [];
    if (container.get('securityContext')?.isUnknown === true) return [];
    const words =
      node === undefined
        ? `${who(container)} does not set \`allowPrivilegeEscalation: false\``
        : `${who(container)} sets \`allowPrivilegeEscalation: true\``;
    return [
      {
        at: node?.span ?? container.lackOf('securityContext', 'allowPrivilegeEscalation'),
        words,
        container,
        field,
        fix: () => noEscalation(container),
      },
    ];
  });
}

/** The API refuses `allowPrivilegeEscalation: false` beside `privileged: true`, so both change. */
function noEscalation(container: Container): Fix | undefined {
  const isPrivileged = container.security('privileged')?.boolean === true;
  if (capabilities(container, 'add').some(({ name }) => name === 'CAP_SYS_ADMIN')) return undefined;
  const title = `Set ${isPrivileged ? '`privileged: false` and ' : ''}\`allowPrivilegeEscalation: false\``;
  return setFix(title, container, { ...(isPrivileged ? { privileged: false } : {}), allowPrivilegeEscalation: false });
}

export function runAsNonRoot(pod: Pod, minor: number): Violation[] {
  if (isRelaxedByUsers(pod, minor)) return [];
  const field = 'securityContext.runAsNonRoot';
  const title = 'Set `runAsNonRoot: true`';
  const patch = { runAsNonRoot: true };
  const refused = holders(pod).flatMap((holder): Violation[] => {
    const node = security(holder, 'runAsNonRoot');
    if (node?.boolean !== false) return [];
    const fix = () => (runsAsRoot(holder) ? undefined : setFix(title, holder, patch));
    return [{ at: node.span, words: `${who(holder)} sets \`runAsNonRoot: false\``, container: containerOf(holder), field, fix }];
  });
  const ofPod = security(pod, 'runAsNonRoot');
  if (ofPod?.boolean === true || ofPod?.isUnknown === true || pod.get('securityContext')?.isUnknown === true) return refused;
  const lacking = pod.allContainers.filter(
    (container) => security(container, 'runAsNonRoot') === undefined && container.get('securityContext')?.isUnknown !== true,
  );
  // One word at the pod does for all, unless containers speak for themselves.
  if (ofPod === undefined && lacking.length > 0 && lacking.length === pod.allContainers.length) {
    const fix = () => (holders(pod).some(runsAsRoot) ? undefined : setFix(title, pod, patch));
    const words = `neither the pod nor ${lacking.length === 1 ? who(lacking[0] as Container) : 'any container'} sets \`runAsNonRoot: true\``;
    return [...refused, { at: pod.lackOf('securityContext', 'runAsNonRoot'), words, field, fix }];
  }
  return [
    ...refused,
    ...lacking.map((container) => ({
      at: container.lackOf('securityContext', 'runAsNonRoot'),
      words: `${who(container)} does not set \`runAsNonRoot: true\``,
      container,
      field,
      fix: () => (runsAsRoot(container) ? undefined : setFix(title, container, patch)),
    })),
  ];
}

/** Under `runAsNonRoot` such a container would not start. */
function runsAsRoot(holder: Pod | Container): boolean {
  return 'role' in holder ? isRoot(inForce(holder, 'runAsUser')) : isRoot(security(holder, 'runAsUser'));
}

export function runAsUser(pod: Pod, minor: number): Violation[] {
  return isRelaxedByUsers(pod, minor) ? [] : rootUsers(pod);
}

export function rootUsers(pod: Pod): Violation[] {
  return holders(pod).flatMap((holder) => {
    const node = security(holder, 'runAsUser');
    if (node === undefined || !isRoot(node)) return [];
    const fix = () => setFix('Change to 10001', holder, { runAsUser: 10001 });
    return [
      { at: node.span, words: `${who(holder)} runs as user 0`, container: containerOf(holder), field: 'securityContext.runAsUser', fix },
    ];
  });
}

export function seccompRestricted(pod: Pod, minor: number): Violation[] {
  if (minor < 19 || isExemptWindows(pod, minor)) return [];
  return [...profileTypes(pod, 'seccompProfile', isAllowedSeccomp), ...seccompUnset(pod, minor)];
}

/** Containers for which neither they nor their pod name a profile that is allowed. */
export function seccompUnset(pod: Pod, minor: number): Violation[] {
  if (minor < 19 || isExemptWindows(pod, minor)) return [];
  const ofPod = security(pod, 'seccompProfile');
  const isPodKnown = pod.get('securityContext')?.isUnknown !== true;
  // What the pod says and is refused is told there.
  if (!isPodKnown || ofPod !== undefined) return [];
  const lacking = pod.allContainers.filter(
    (container) => security(container, 'seccompProfile') === undefined && container.get('securityContext')?.isUnknown !== true,
  );
  const field = 'securityContext.seccompProfile.type';
  const patch = { seccompProfile: { type: 'RuntimeDefault' } };
  const title = 'Set `seccompProfile.type: RuntimeDefault`';
  if (lacking.length > 0 && lacking.length === pod.allContainers.length) {
    const words = `neither the pod nor ${lacking.length === 1 ? who(lacking[0] as Container) : 'any container'} sets a seccomp profile`;
    return [{ at: pod.lackOf('securityContext', 'seccompProfile'), words, field, fix: () => setFix(title, pod, patch) }];
  }
  return lacking.map((container) => ({
    at: container.lackOf('securityContext', 'seccompProfile'),
    words: `${who(container)} has no seccomp profile`,
    container,
    field,
    fix: () => setFix(title, container, patch),
  }));
}

/** Every capability that container runtimes give by default: Docker's and containerd's lists. */
const defaultCapabilities = [...baselineCapabilities, 'NET_RAW'];

export const dropsAll = (container: Container): boolean => capabilities(container, 'drop').some(({ name }) => plainName(name) === 'ALL');

/** Whether no capability of the default set is left, one by one or at once. */
export function dropsDefaults(container: Container): boolean {
  const dropped = new Set(capabilities(container, 'drop').map(({ name }) => plainName(name)));
  return dropped.has('ALL') || defaultCapabilities.every((name) => dropped.has(name));
}

const dropPath = ['securityContext', 'capabilities', 'drop'];

/** Containers whose `drop` lacks `ALL`, spelled so: admission compares exactly. */
export function capabilitiesKept(pod: Pod, minor: number): Violation[] {
  if (minor < 22 || isExemptWindows(pod, minor)) return [];
  return pod.allContainers
    .filter((container) => !isListUnknown(container, 'drop') && !capabilities(container, 'drop').some(({ name }) => name === 'ALL'))
    .map((container) => ({
      at: container.lackOf(...dropPath),
      words: `${who(container)} does not drop \`ALL\` capabilities`,
      container,
      field: dropPath.join('.'),
      fix: () => setFix('Drop `ALL`', container, { capabilities: { drop: ['ALL'] } }),
    }));
}

/** Containers that drop all there is in words that admission does not take: `all`, or one by one. */
export function capabilitiesMisspelled(pod: Pod, minor: number): Violation[] {
  return capabilitiesKept(pod, minor).flatMap((violation) => {
    const { container } = violation;
    if (container === undefined || !dropsDefaults(container)) return [];
    const other = capabilities(container, 'drop').find(({ name }) => plainName(name) === 'ALL');
    if (other === undefined) return [{ ...violation, words: `${who(container)} drops capabilities one by one and not \`ALL\`` }];
    return [
      { ...violation, at: other.node.span, words: `${who(container)} drops \`${other.name}\`, which admission does not take for \`ALL\`` },
    ];
  });
}

export function capabilitiesAdded(pod: Pod, minor: number): Violation[] {
  if (minor < 22 || isExemptWindows(pod, minor)) return [];
  return pod.allContainers.flatMap((container) =>
    capabilities(container, 'add')
      .filter(({ name }) => name !== restrictedCapability)
      .map(({ node, name, index }) => ({
        at: node.span,
        words: `${who(container)} adds the capability \`${name}\``,
        container,
        field: addPath.join('.'),
        fix: () => dropItemFix(`Remove \`${name}\``, container, addPath, index),
      })),
  );
}
