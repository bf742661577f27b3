import { newestKubernetesMinor } from '../../engine/config/config.js';
import type { Pod } from './pod.js';

/**
 * Allowed values of the Pod Security Standards, https://kubernetes.io/docs/concepts/security/pod-security-standards/, with the
 * versions from which they hold in k8s.io/pod-security-admission/policy (v1.37, 2026-11).
 */

export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

/** Capabilities that *baseline* allows to add; names are compared exactly. */
export const baselineCapabilities: ReadonlySet<string> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

/** The one capability that *restricted* allows to add. */
export const restrictedCapability = 'NET_BIND_SERVICE';

/**
 * Volume sources that *restricted* refuses beside `hostPath`: all but configMap, csi, downwardAPI, emptyDir, ephemeral, image,
 * persistentVolumeClaim, projected and secret. A key that is none of either is a typing error and no source.
 */
export const refusedVolumeTypes: ReadonlySet<string> = new Set([
  'awsElasticBlockStore',
  'azureDisk',
  'azureFile',
  'cephfs',
  'cinder',
  'fc',
  'flexVolume',
  'flocker',
  'gcePersistentDisk',
  'gitRepo',
  'glusterfs',
  'iscsi',
  'nfs',
  'photonPersistentDisk',
  'portworxVolume',
  'quobyte',
  'rbd',
  'scaleIO',
  'storageos',
  'vsphereVolume',
]);

const selinuxTypes = new Set(['', 'container_t', 'container_init_t', 'container_kvm_t']);

export function isAllowedSelinuxType(type: string, minor: number): boolean {
  return selinuxTypes.has(type) || (type === 'container_engine_t' && minor >= 31);
}

/** Minor number of the version from which a sysctl counts as safe. */
const safeSysctls: Readonly<Record<string, number>> = {
  'kernel.shm_rmid_forced': 0,
  'net.ipv4.ip_local_port_range': 0,
  'net.ipv4.tcp_syncookies': 0,
  'net.ipv4.ping_group_range': 0,
  'net.ipv4.ip_unprivileged_port_start': 0,
  'net.ipv4.ip_local_reserved_ports': 27,
  'net.ipv4.tcp_keepalive_time': 29,
  'net.ipv4.tcp_fin_timeout': 29,
  'net.ipv4.tcp_keepalive_intvl': 29,
  'net.ipv4.tcp_keepalive_probes': 29,
  'net.ipv4.tcp_rmem': 32,
  'net.ipv4.tcp_wmem': 32,
  'net.ipv4.tcp_slow_start_after_idle': 37,
  'net.ipv4.tcp_notsent_lowat': 37,
};

/** From which version on `name` is safe; undefined for those that never are. */
export function safeSysctlSince(name: string): number | undefined {
  return Object.hasOwn(safeSysctls, name) ? safeSysctls[name] : undefined;
}

export function isSafeSysctl(name: string, minor: number): boolean {
  const since = safeSysctlSince(name);
  return since !== undefined && minor >= since;
}

export const isAllowedSeccomp = (type: string): boolean => type === 'RuntimeDefault' || type === 'Localhost';
export const isAllowedAppArmor = isAllowedSeccomp;

/** Annotations of the time before `appArmorProfile`: one for each container. */
export const appArmorAnnotation = 'container.apparmor.security.beta.kubernetes.io/';
export const isAllowedAppArmorAnnotation = (value: string): boolean =>
  value === '' || value === 'runtime/default' || value.startsWith('localhost/');

/** Annotations of the time before `seccompProfile`, without effect from 1.27 on. */
export const seccompPodAnnotation = 'seccomp.security.alpha.kubernetes.io/pod';
export const seccompContainerAnnotation = 'container.seccomp.security.alpha.kubernetes.io/';
export const isAllowedSeccompAnnotation = (value: string): boolean =>
  value === 'runtime/default' || value === 'docker/default' || value.startsWith('localhost/');

/**
 * The version whose policy is meant. The newest version that is known stands for `latest`, as a Namespace without a version
 * label does, so that it takes what later versions allow.
 */
export const policyMinor = (minor: number): number => (minor >= newestKubernetesMinor ? Number.POSITIVE_INFINITY : minor);

/** Users of a pod with `hostUsers: false` are nobody on the node, and from 1.35 on some controls do not ask for more. */
export const isRelaxedByUsers = (pod: Pod, minor: number): boolean => pod.hasOwnUsers && minor >= 35;

/** From 1.25 on controls of what only Linux has are not asked of pods that say they are for Windows. */
export const isExemptWindows = (pod: Pod, minor: number): boolean => pod.isWindows && minor >= 25;
