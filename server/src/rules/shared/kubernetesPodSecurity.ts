import type { Fix, RuleContext } from '../../engine/rule/define.js';
import type { Span } from '../../engine/text/span.js';
import type { Container } from '../../languages/kubernetes/container.js';
import type { Pod } from '../../languages/kubernetes/pod.js';
import {
  appArmorAnnotation,
  baselineCapabilities,
  isAllowedAppArmor,
  isAllowedAppArmorAnnotation,
  isAllowedSeccomp,
  isAllowedSeccompAnnotation,
  isAllowedSelinuxType,
  isExemptWindows,
  isRelaxedByUsers,
  isSafeSysctl,
  policyMinor,
  refusedVolumeTypes,
  restrictedCapability,
  safeSysctlSince,
  seccompContainerAnnotation,
  seccompPodAnnotation,
  type PodSecurityLevel,
} from '../../languages/kubernetes/podSecurity.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { removeAt } from '../../languages/yaml/inherited.js';
import type { YamlEntry, YamlNode } from '../../languages/yaml/nodes.js';
import {
  capabilities,
  capital,
  dropFix,
  dropItemFix,
  fixOf,
  given,
  hostPaths,
  inForce,
  isListUnknown,
  isRoot,
  mapOf,
  plainName,
  setFix,
  who,
} from './kubernetesSecurityContext.js';

/**
 * The Pod Security Standards as functions of a pod: each control answers as the one of the same name in
 * k8s.io/pod-security-admission does. https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */

/** One place that a control refuses. */
export interface Violation {
  readonly at: Span;
  /** What is there: "container `api` is privileged". */
  readonly words: string;
  readonly container?: Container | undefined;
  /** The field below the container or the pod: `securityContext.privileged`. */
  readonly field: string;
  readonly fix?: () => Fix | undefined;
}

type Check = (pod: Pod, minor: number) => Violation[];

export interface Control {
  readonly level: 'baseline' | 'restricted';
  /** The control that *restricted* asks instead of this one. */
  readonly replacedBy?: ControlId;
  readonly check: Check;
}

export type ControlId =
  | 'windowsHostProcess'
  | 'hostNamespaces'
  | 'privileged'
  | 'capabilities_baseline'
  | 'hostPathVolumes'
  | 'hostPorts'
  | 'hostProbesAndHostLifecycle'
  | 'appArmorProfile'
  | 'seLinuxOptions'
  | 'procMount_baseline'
  | 'seccompProfile_baseline'
  | 'sysctls'
  | 'restrictedVolumes'
  | 'allowPrivilegeEscalation'
  | 'runAsNonRoot'
  | 'runAsUser'
  | 'seccompProfile_restricted'
  | 'capabilities_restricted'
  | 'procMount_restricted';

export const controls: Readonly<Record<ControlId, Control>> = {
  windowsHostProcess: { level: 'baseline', check: windowsHostProcess },
  hostNamespaces: { level: 'baseline', check: hostNamespaces },
  privileged: { level: 'baseline', check: privileged },
  capabilities_baseline: { level: 'baseline', replacedBy: 'capabilities_restricted', check: capabilitiesBaseline },
  hostPathVolumes: { level: 'baseline', replacedBy: 'restrictedVolumes', check: hostPathVolumes },
  hostPorts: { level: 'baseline', check: hostPorts },
  hostProbesAndHostLifecycle: { level: 'baseline', check: hostProbes },
  appArmorProfile: { level: 'baseline', check: appArmorProfile },
  seLinuxOptions: { level: 'baseline', check: seLinuxOptions },
  procMount_baseline: { level: 'baseline', replacedBy: 'procMount_restricted', check: procMountBaseline },
  seccompProfile_baseline: { level: 'baseline', replacedBy: 'seccompProfile_restricted', check: seccompBaseline },
  sysctls: { level: 'baseline', check: sysctls },
  restrictedVolumes: { level: 'restricted', check: (pod, minor) => [...hostPathVolumes(pod), ...refusedVolumes(pod, minor)] },
  allowPrivilegeEscalation: { level: 'restricted', check: privilegeEscalation },
  runAsNonRoot: { level: 'restricted', check: runAsNonRoot },
  runAsUser: { level: 'restricted', check: runAsUser },
  seccompProfile_restricted: { level: 'restricted', check: seccompRestricted },
  capabilities_restricted: {
    level: 'restricted',
    check: (pod, minor) => [...capabilitiesKept(pod, minor), ...capabilitiesAdded(pod, minor)],
  },
  procMount_restricted: { level: 'restricted', check: procMountRestricted },
};

export interface Refusal extends Violation {
  readonly control: ControlId;
}

/** All that admission refuses at `level`, in file order. `minor` is that of the policy's version. */
export function refusals(pod: Pod, level: PodSecurityLevel, minor: number): readonly Refusal[] {
  if (level === 'privileged') return [];
  return (Object.entries(controls) as [ControlId, Control][])
    .filter(([, control]) => control.level === 'baseline' || level === 'restricted')
    .flatMap(([id, control]) => {
      if (level === 'restricted' && control.replacedBy !== undefined && controls[control.replacedBy].check(pod, minor).length > 0)
        return [];
      return control.check(pod, minor).map((violation) => ({ ...violation, control: id }));
    })
    .sort((a, b) => a.at.start - b.at.start);
}

/** The check of a rule that tells what `check` refuses, and what follows. */
export function podSecurityCheck(check: Check, consequence: string | ((pod: Pod) => string), level?: 'restricted') {
  return {
    Pod(pod: Pod, ctx: RuleContext): void {
      const wanted = ctx.settings.podSecurity;
      if (level === 'restricted' && wanted !== 'restricted') return;
      // What several containers take from one anchor is told once.
      const told = new Set<number>();
      for (const { at, words, fix } of check(pod, policyMinor(ctx.settings.kubernetesMinor))) {
        if (told.has(at.start)) continue;
        told.add(at.start);
        ctx.report({
          at,
          message: `${capital(words)}${typeof consequence === 'string' ? consequence : consequence(pod)}`,
          ...(fix === undefined ? {} : { fix }),
        });
      }
    },
  };
}

function holders(pod: Pod): readonly (Pod | Container)[] {
  return [pod, ...pod.allContainers];
}

const containerOf = (holder: Pod | Container): Container | undefined => ('role' in holder ? holder : undefined);

/** Below `securityContext` of a container or a pod. */
const security = (holder: Pod | Container, ...path: readonly string[]): YamlNode | undefined =>
  given(holder.get('securityContext', ...path));

export function windowsHostProcess(pod: Pod): Violation[] {
  const path = ['securityContext', 'windowsOptions', 'hostProcess'];
  return holders(pod).flatMap((holder) => {
    const node = given(holder.get(...path));
    if (node?.boolean !== true) return [];
    const fix = () => setFix('Set `hostProcess: false`', holder, { windowsOptions: { hostProcess: false } });
    return [{ at: node.span, words: `${who(holder)} sets \`hostProcess\``, container: containerOf(holder), field: path.join('.'), fix }];
  });
}

function hostNamespaces(pod: Pod): Violation[] {
  return (['hostNetwork', 'hostPID', 'hostIPC'] as const).flatMap((field) => hostNamespace(pod, field));
}

export function hostNamespace(pod: Pod, field: 'hostNetwork' | 'hostPID' | 'hostIPC'): Violation[] {
  const node = pod.get(field);
  if (node?.boolean !== true) return [];
  return [{ at: node.span, words: `the pod sets \`${field}\``, field, fix: () => dropFix(`Remove \`${field}\``, pod, [field]) }];
}

export function privileged(pod: Pod): Violation[] {
  return pod.allContainers.flatMap((container) => {
    const node = container.security('privileged');
    if (node?.boolean !== true) return [];
    const fix = () => setFix('Set `privileged: false`', container, { privileged: false });
    return [{ at: node.span, words: `${who(container)} is privileged`, container, field: 'securityContext.privileged', fix }];
  });
}

const addPath = ['securityContext', 'capabilities', 'add'];

export function capabilitiesBaseline(pod: Pod): Violation[] {
  return pod.allContainers.flatMap((container) =>
    capabilities(container, 'add')
      .filter(({ name }) => !baselineCapabilities.has(name))
      .map(({ node, name, index }) => ({
        at: node.span,
        words: `${who(container)} adds the capability \`${name}\``,
        container,
        field: addPath.join('.'),
        fix: () => dropItemFix(`Remove \`${name}\``, container, addPath, index),
      })),
  );
}

export function hostPathVolumes(pod: Pod): Violation[] {
  return hostPaths(pod).map(({ key, name, path }) => ({
    at: key.span,
    words: `volume \`${name ?? ''}\` is the node's ${path === undefined ? 'own file system' : `\`${path}\``}`,
    field: 'volumes[*].hostPath',
  }));
}

export function hostPorts(pod: Pod): Violation[] {
  return pod.allContainers.flatMap((container) =>
    container.ports.flatMap(({ node }) => {
      const port = node.get('hostPort');
      if (port?.number === undefined || port.number === 0) return [];
      const fix = () => fixOf('Remove `hostPort`', removeAt(node, ['hostPort']));
      return [
        { at: port.span, words: `${who(container)} takes port ${port.number} of its node`, container, field: 'ports[*].hostPort', fix },
      ];
    }),
  );
}

const handlers = [['livenessProbe'], ['readinessProbe'], ['startupProbe'], ['lifecycle', 'postStart'], ['lifecycle', 'preStop']].flatMap(
  (path) => [
    [...path, 'httpGet', 'host'],
    [...path, 'tcpSocket', 'host'],
  ],
);

export function hostProbes(pod: Pod, minor: number): Violation[] {
  if (minor < 34) return [];
  return pod.allContainers.flatMap((container) =>
    handlers.flatMap((path) => {
      const host = container.get(...path);
      const text = host?.scalarText;
      if (host === undefined || text === undefined || text === '') return [];
      const handler = path[0] === 'lifecycle' ? `the ${path[1]} handler` : `the ${path[0]}`;
      const fix = () => fixOf('Remove `host`', removeAt(container.node, path));
      return [{ at: host.span, words: `${handler} of ${who(container)} asks host \`${text}\``, container, field: path.join('.'), fix }];
    }),
  );
}

/** The annotation's entry in the pod's metadata. */
export function annotationEntries(pod: Pod, prefix: string): readonly YamlEntry[] {
  const annotations = pod.holder.get('metadata', 'annotations');
  return annotations?.kind === 'map' ? annotations.allEntries().filter(({ key }) => key.content.startsWith(prefix)) : [];
}

export const dropAnnotation = (pod: Pod, key: string): Fix | undefined =>
  fixOf('Remove the annotation', removeAt(pod.holder, ['metadata', 'annotations', key]));

export function appArmorProfile(pod: Pod): Violation[] {
  const fields = profileTypes(pod, 'appArmorProfile', isAllowedAppArmor);
  const annotations = annotationEntries(pod, appArmorAnnotation).flatMap(({ key, value }) => {
    const text = value.scalarText;
    if (text === undefined || isAllowedAppArmorAnnotation(text)) return [];
    const name = key.content.slice(appArmorAnnotation.length);
    const words = `the annotation for container \`${name}\` names the AppArmor profile \`${text}\``;
    return [{ at: value.span, words, field: 'metadata.annotations', fix: () => dropAnnotation(pod, key.content) }];
  });
  return [...fields, ...annotations];
}

/** Types of profiles that are none of `RuntimeDefault` and `Localhost`. */
function profileTypes(pod: Pod, key: 'appArmorProfile' | 'seccompProfile', isAllowed: (type: string) => boolean): Violation[] {
  return holders(pod).flatMap((holder) => {
    const entry = securityEntry(holder, key);
    const type = given(entry?.value.get('type'));
    if (entry === undefined || entry.value.isNull || entry.value.isUnknown || type?.isUnknown === true) return [];
    const text = type?.scalarText ?? '';
    if (isAllowed(text)) return [];
    const field = `securityContext.${key}.type`;
    const subject = key === 'seccompProfile' ? 'seccomp' : 'AppArmor';
    const words =
      type === undefined
        ? `${who(holder)} has a ${subject} profile without \`type\``
        : `${who(holder)} runs with the ${subject} profile \`${text}\``;
    const fix = () => setFix('Change to `RuntimeDefault`', holder, { [key]: { type: 'RuntimeDefault' } });
    return [{ at: type?.span ?? entry.key.span, words, container: containerOf(holder), field, fix }];
  });
}

function securityEntry(holder: Pod | Container, key: string): YamlEntry | undefined {
  const context = mapOf(holder).get('securityContext');
  return context?.kind === 'map' ? context.entry(key) : undefined;
}

function seLinuxOptions(pod: Pod, minor: number): Violation[] {
  return [...selinuxTypes(pod, minor), ...selinuxUsersAndRoles(pod)];
}

export function selinuxTypes(pod: Pod, minor: number): Violation[] {
  return selinuxFields(pod, 'type', (text) => isAllowedSelinuxType(text, minor));
}

export function selinuxUsersAndRoles(pod: Pod): Violation[] {
  return [...selinuxFields(pod, 'user', (text) => text === ''), ...selinuxFields(pod, 'role', (text) => text === '')];
}

function selinuxFields(pod: Pod, key: 'type' | 'user' | 'role', isAllowed: (text: string) => boolean): Violation[] {
  const path = ['securityContext', 'seLinuxOptions', key];
  return holders(pod).flatMap((holder) => {
    const node = given(holder.get(...path));
    const text = node?.scalarText;
    if (node === undefined || text === undefined || isAllowed(text)) return [];
    const fix = () => dropFix(`Remove \`${key}\``, holder, path);
    return [
      {
        at: node.span,
        words: `${who(holder)} sets the SELinux ${key} \`${text}\``,
        container: containerOf(holder),
        field: path.join('.'),
        fix,
      },
    ];
  });
}

export function procMountBaseline(pod: Pod, minor: number): Violation[] {
  return isRelaxedByUsers(pod, minor) ? [] : procMounts(pod);
}

function procMountRestricted(pod: Pod, minor: number): Violation[] {
  return minor < 35 ? [] : procMounts(pod);
}

/** What *restricted* refuses and *baseline* does not: `/proc` of a pod with users of its own. */
export function procMountWithUsers(pod: Pod, minor: number): Violation[] {
  return isRelaxedByUsers(pod, minor) ? procMounts(pod) : [];
}

function procMounts(pod: Pod): Violation[] {
  return pod.allContainers.flatMap((container) => {
    const node = given(container.security('procMount'));
    const text = node?.scalarText;
    if (node === undefined || text === undefined || text === 'Default') return [];
    const path = ['securityContext', 'procMount'];
    const fix = () => dropFix('Remove `procMount`', container, path);
    return [{ at: node.span, words: `${who(container)} sets \`procMount: ${text}\``, container, field: path.join('.'), fix }];
  });
}

export function seccompBaseline(pod: Pod, minor: number): Violation[] {
  if (minor >= 19) return profileTypes(pod, 'seccompProfile', isAllowedSeccomp);
  const names = new Set(pod.allContainers.map(({ name }) => `${seccompContainerAnnotation}${name ?? ''}`));
  return [...annotationEntries(pod, seccompPodAnnotation), ...annotationEntries(pod, seccompContainerAnnotation)].flatMap(
    ({ key, value }) => {
      const text = value.scalarText;
      if (text === undefined || isAllowedSeccompAnnotation(text) || (key.content !== seccompPodAnnotation && !names.has(key.content)))
        return [];
      return [
        {
          at: value.span,
          words: `an annotation names the seccomp profile \`${text}\``,
          field: 'metadata.annotations',
          fix: () => dropAnnotation(pod, key.content),
        },
      ];
    },
  );
}

export function sysctls(pod: Pod, minor: number): Violation[] {
  const path = ['securityContext', 'sysctls'];
  return mapsIn(pod.get(...path)).flatMap((sysctl) => {
    const node = sysctl.get('name');
    const name = node?.scalarText;
    if (node === undefined || name === undefined || isSafeSysctl(name, minor)) return [];
    const since = safeSysctlSince(name);
    const words = `the sysctl \`${name}\` is ${since === undefined ? 'not among the safe ones' : `safe from Kubernetes 1.${since} on only`}`;
    const index = pod.get(...path)?.items.indexOf(sysctl) ?? -1;
    return [{ at: node.span, words, field: 'securityContext.sysctls', fix: () => dropItemFix(`Remove \`${name}\``, pod, path, index) }];
  });
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

function seccompRestricted(pod: Pod, minor: number): Violation[] {
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
function capabilitiesKept(pod: Pod, minor: number): Violation[] {
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
