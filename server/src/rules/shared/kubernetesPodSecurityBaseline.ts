import type { Fix } from '../../engine/rule/define.js';
import type { Pod } from '../../languages/kubernetes/pod.js';
import {
  appArmorAnnotation,
  baselineCapabilities,
  isAllowedAppArmor,
  isAllowedAppArmorAnnotation,
  isAllowedSeccomp,
  isAllowedSeccompAnnotation,
  isAllowedSelinuxType,
  isRelaxedByUsers,
  isSafeSysctl,
  safeSysctlSince,
  seccompContainerAnnotation,
  seccompPodAnnotation,
} from '../../languages/kubernetes/podSecurity.js';
import { removeAt } from '../../languages/yaml/inherited.js';
import type { YamlEntry } from '../../languages/yaml/nodes.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { type Violation, holders, containerOf, addPath, profileTypes, procMounts } from './kubernetesPodSecurityParts.js';
import { capabilities, dropFix, dropItemFix, fixOf, given, hostPaths, setFix, who } from './kubernetesSecurityContext.js';

// The controls of *baseline*. https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline

export function windowsHostProcess(pod: Pod): Violation[] {
  const path = ['securityContext', 'windowsOptions', 'hostProcess'];
  return holders(pod).flatMap((holder) => {
    const node = given(holder.get(...path));
    if (node?.boolean !== true) return [];
    const fix = () => setFix('Set `hostProcess: false`', holder, { windowsOptions: { hostProcess: false } });
    return [{ at: node.span, words: `${who(holder)} sets \`hostProcess\``, container: containerOf(holder), field: path.join('.'), fix }];
  });
}

export function hostNamespaces(pod: Pod): Violation[] {
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

export function seLinuxOptions(pod: Pod, minor: number): Violation[] {
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
