import type { YamlNode } from '../../yaml/nodes.js';
import { textsIn } from '../../yaml/reading.js';
import { code, listed, sentences } from '../../dockerfile/hover/markdown.js';
import type { Container } from '../container.js';
import type { Pod } from '../pod.js';
import type { Place } from './place.js';
import { docs, nameOf, type Paragraphs } from './texts.js';

// What holds where nothing is written: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/ and the
// reference of PodSecurityContext and SecurityContext, read 2026-11.

const links = sentences(
  docs('Security context', 'tasks/configure-pod-container/security-context/'),
  '·',
  docs('Pod Security Standards', 'concepts/security/pod-security-standards/'),
);

interface SecurityField {
  /** What the value that is written comes to. */
  means(value: YamlNode): string | undefined;
  /** What holds when neither the container nor the pod says anything. */
  readonly absent: string;
}

const yesNo =
  (yes: string, no: string) =>
  (value: YamlNode): string | undefined =>
    value.boolean === undefined ? undefined : value.boolean ? yes : no;

/** Fields that a container takes from its pod when it has none of its own. */
const shared: Readonly<Record<string, SecurityField>> = {
  runAsNonRoot: {
    means: yesNo(
      'the kubelet refuses to start the container as UID 0, and also as an account that the image gives by name only, unless `runAsUser` is a number',
      'root is allowed',
    ),
    absent: 'root is allowed: the account is the one of the image',
  },
  runAsUser: {
    means: ({ number }) =>
      number === undefined
        ? undefined
        : number === 0
          ? 'the program runs as root'
          : `the program runs as UID ${number}, whatever USER the image has`,
    absent: 'the account is the one of the image, root when its Dockerfile has no USER',
  },
  runAsGroup: {
    means: ({ number }) => (number === undefined ? undefined : `its primary group is ${number}; files that it writes belong to it`),
    absent: 'the group is the one of the image, 0 (root) when `runAsUser` is set and the image does not know that account',
  },
  seccompProfile: {
    means: (value) => seccomp[value.get('type')?.string ?? ''],
    absent: 'no filter (`Unconfined`): every system call is open, unless the kubelet runs with `seccompDefault`',
  },
  appArmorProfile: {
    means: (value) => appArmor[value.get('type')?.string ?? ''],
    absent: 'the profile of the container runtime, where the node has AppArmor',
  },
  seLinuxOptions: {
    means: () => 'its label takes the place of the one that the runtime chooses',
    absent: 'the runtime chooses a label at random, where the node has SELinux',
  },
};

const seccomp: Readonly<Record<string, string>> = {
  RuntimeDefault: 'the container runtime’s filter: it refuses system calls that ordinary programs do not need',
  Unconfined: 'no filter: every system call is open',
  Localhost: 'the filter of a file on the node, which every node must have',
};
const appArmor: Readonly<Record<string, string>> = {
  RuntimeDefault: 'the profile of the container runtime',
  Unconfined: 'no profile: AppArmor restricts nothing',
  Localhost: 'a profile that is loaded on the node',
};

/** Fields of containers alone. */
const ofContainer: Readonly<Record<string, SecurityField>> = {
  privileged: {
    means: yesNo(
      'the container has every capability and all devices of the node: root in it is root on the node',
      'the container has no rights of its own on the node',
    ),
    absent: 'not privileged',
  },
  allowPrivilegeEscalation: {
    means: yesNo(
      'setuid programs such as `sudo` may give a process more rights than its parent has',
      'no process can get more rights than its parent (`no_new_privs`): setuid programs have no effect',
    ),
    absent: 'allowed: setuid programs may give a process more rights than its parent has',
  },
  readOnlyRootFilesystem: {
    means: yesNo(
      'only volumes can be written to; a program that needs `/tmp` gets an `emptyDir` there',
      'the program can change its own files',
    ),
    absent: 'writable: the program, or who has broken into it, can change its files',
  },
  capabilities: { means: capabilitiesText, absent: 'the runtime’s set, which has `NET_RAW`, `CHOWN` and `SETUID` among others' },
  procMount: {
    means: ({ string }) => (string === 'Unmasked' ? 'all of `/proc` can be seen, which needs `hostUsers: false`' : undefined),
    absent: '`Default`: sensitive parts of `/proc` are hidden',
  },
};

/** Fields of pods alone. */
const ofPod: Readonly<Record<string, SecurityField>> = {
  fsGroup: {
    means: ({ number }) =>
      number === undefined ? undefined : `volumes that allow it are given to group ${number}, and every process is in that group`,
    absent: 'volumes keep the owners that they have',
  },
  fsGroupChangePolicy: {
    means: ({ string }) =>
      string === 'OnRootMismatch'
        ? 'owners are changed only when the volume’s root does not have them yet: large volumes start faster'
        : 'owners of all files are changed at every start',
    absent: '`Always`: owners of all files are changed at every start, which takes time on large volumes',
  },
  supplementalGroups: {
    means: (value) => (value.items.length === 0 ? undefined : `every process is also in ${listed(textsIn(value))}`),
    absent: 'the groups that the image’s `/etc/group` gives the account',
  },
  supplementalGroupsPolicy: {
    means: ({ string }) =>
      string === 'Strict'
        ? 'groups of the image’s `/etc/group` do not count'
        : string === 'Merge'
          ? 'groups of the image’s `/etc/group` are added'
          : undefined,
    absent: '`Merge`: groups of the image’s `/etc/group` are added',
  },
  sysctls: { means: () => 'kernel parameters of the pod’s own namespaces', absent: 'the node’s defaults' },
};

/** The key `securityContext`, or one of its fields. */
export function securityTopic(place: Place): Paragraphs | undefined {
  const { pod, podPath, container, containerPath } = place;
  if (pod === undefined || podPath === undefined) return undefined;
  if (container !== undefined && containerPath?.[0] === 'securityContext') {
    return containerPath.length === 1
      ? containerParagraphs(container)
      : containerField(container, String(containerPath[1]), containerPath.length);
  }
  if (podPath[0] !== 'securityContext') return undefined;
  return podPath.length === 1 ? podParagraphs(pod) : podField(pod, String(podPath[1]), podPath.length);
}

function containerParagraphs(container: Container): Paragraphs {
  const names = [
    'runAsNonRoot',
    'runAsUser',
    'allowPrivilegeEscalation',
    'capabilities',
    'readOnlyRootFilesystem',
    'seccompProfile',
    'privileged',
  ];
  return [
    `**What holds for ${nameOf(container)}**`,
    names.map((name) => `- ${effectiveText(container, name)}`).join('\n'),
    contradictionText(container),
    windowsText(container.pod),
    links,
  ];
}

function podParagraphs(pod: Pod): Paragraphs {
  const names = ['runAsNonRoot', 'runAsUser', 'runAsGroup', 'fsGroup', 'seccompProfile'];
  const lines = names.map((name) => `- ${valueText(name, pod.get('securityContext', name), '')}${overridesText(pod, name)}`);
  return [
    '**What holds for every container of the pod**, unless it says otherwise itself',
    lines.join('\n'),
    'Capabilities, a read-only file system, `privileged` and `allowPrivilegeEscalation` can be set in the containers only.',
    windowsText(pod),
    links,
  ];
}

function containerField(container: Container, name: string, depth: number): Paragraphs | undefined {
  const field = fieldNamed(name);
  const own = container.security(name);
  if (field === undefined || own === undefined || !isTopOf(name, depth)) return undefined;
  const fromPod = Object.hasOwn(shared, name) ? container.pod.get('securityContext', name) : undefined;
  const wins = fromPod === undefined ? undefined : `It wins over the pod’s ${written(fromPod)}.`;
  return [sentences(sentenceOf(field, own), wins, warning(container, name)), `Without it: ${field.absent}.`, links];
}

function podField(pod: Pod, name: string, depth: number): Paragraphs | undefined {
  const field = Object.hasOwn(shared, name) ? shared[name] : Object.hasOwn(ofPod, name) ? ofPod[name] : undefined;
  const own = pod.get('securityContext', name);
  if (field === undefined || own === undefined || !isTopOf(name, depth)) return undefined;
  const others = overridden(pod, name).map((container) => `${nameOf(container)} (${written(container.security(name))})`);
  const but = others.length === 0 ? undefined : `Containers with a value of their own: ${listed(others)}.`;
  return [sentences(sentenceOf(field, own), but), `Without it: ${field.absent}.`, links];
}

/** Below a field only `seccompProfile.type` and the like speak of the field itself. */
const isTopOf = (name: string, depth: number): boolean =>
  depth === 2 || (depth === 3 && (name === 'seccompProfile' || name === 'appArmorProfile' || name === 'capabilities'));

function fieldNamed(name: string): SecurityField | undefined {
  if (Object.hasOwn(shared, name)) return shared[name];
  return Object.hasOwn(ofContainer, name) ? ofContainer[name] : undefined;
}

function sentenceOf(field: SecurityField, value: YamlNode): string | undefined {
  const text = value.isUnknown ? undefined : field.means(value);
  return text === undefined ? undefined : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function effectiveText(container: Container, name: string): string {
  const own = container.security(name);
  const fromPod = own === undefined && Object.hasOwn(shared, name) ? container.pod.get('securityContext', name) : undefined;
  return `${valueText(name, own ?? fromPod, fromPod === undefined ? '' : ', from the pod')}${isForcedOpen(container, name) ? ' (privileged containers and those with `SYS_ADMIN` are always allowed)' : ''}`;
}

function valueText(name: string, value: YamlNode | undefined, origin: string): string {
  const field = fieldNamed(name) ?? ofPod[name];
  if (field === undefined) return name;
  if (value === undefined || value.isNull) return `\`${name}\` not set: ${field.absent}`;
  const meaning = value.isUnknown ? undefined : field.means(value);
  return `\`${name}\`: ${written(value)}${origin}${meaning === undefined ? '' : `: ${meaning}`}`;
}

/** The value in one line. */
function written(value: YamlNode | undefined): string {
  if (value === undefined) return '(nothing)';
  const type = value.kind === 'map' ? value.get('type')?.scalarText : undefined;
  return code(type ?? value.written);
}

function overridden(pod: Pod, name: string): readonly Container[] {
  return Object.hasOwn(shared, name) ? pod.allContainers.filter((container) => container.security(name) !== undefined) : [];
}

function overridesText(pod: Pod, name: string): string {
  const others = overridden(pod, name);
  return others.length === 0
    ? ''
    : ` (${listed(others.map((container) => `${nameOf(container)} says ${written(container.security(name))}`))})`;
}

/** https://kubernetes.io/docs/tasks/configure-pod-container/security-context/: the setting has no effect for these. */
function isForcedOpen(container: Container, name: string): boolean {
  return (
    name === 'allowPrivilegeEscalation' &&
    (container.security('privileged')?.boolean === true || addsOf(container).some((capability) => /^(?:CAP_)?SYS_ADMIN$/.test(capability)))
  );
}

const addsOf = (container: Container): readonly string[] => textsIn(container.security('capabilities', 'add'));

function warning(container: Container, name: string): string | undefined {
  if (name === 'runAsNonRoot' || name === 'runAsUser') return contradictionText(container);
  return isForcedOpen(container, name) ? 'Privileged containers and those with `SYS_ADMIN` are always allowed to.' : undefined;
}

function contradictionText(container: Container): string | undefined {
  const isRefused = container.effectiveSecurity('runAsNonRoot')?.boolean === true && container.effectiveSecurity('runAsUser')?.number === 0;
  return isRefused ? '**UID 0 and `runAsNonRoot: true` together**: the container never starts (`CreateContainerConfigError`).' : undefined;
}

function capabilitiesText(value: YamlNode): string | undefined {
  const drops = textsIn(value.get('drop'));
  const adds = textsIn(value.get('add'));
  const dropsAll = drops.some((each) => each.toUpperCase() === 'ALL');
  const left = adds.length === 0 ? undefined : listed(adds.map(code));
  if (dropsAll) return left === undefined ? 'none is left' : `none is left but ${left}`;
  if (drops.length === 0) return left === undefined ? undefined : `the runtime’s set and ${left}`;
  return `the runtime’s set without ${listed(drops.map(code))}${left === undefined ? '' : `, and ${left}`}`;
}

function windowsText(pod: Pod): string | undefined {
  return pod.isWindows
    ? 'This is a Windows pod: users, capabilities, seccomp and privilege escalation are matters of Linux, and the API server refuses them here.'
    : undefined;
}
