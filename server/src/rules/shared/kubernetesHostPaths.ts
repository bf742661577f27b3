import type { Report, RuleContext } from '../../engine/rule/define.js';
import type { Pod } from '../../languages/kubernetes/pod.js';
import { hostPaths, type HostPath } from './kubernetesSecurityContext.js';

/** Paths of the node, and what they hand to a container. */

/** Sockets of container runtimes, and folders that hold nothing else: whoever can talk to one starts containers as root. */
const sockets: Readonly<Record<string, string>> = {
  '/run/docker.sock': 'Docker',
  '/run/docker': 'Docker',
  '/run/containerd': 'containerd',
  '/run/containerd/containerd.sock': 'containerd',
  '/run/k3s/containerd': 'containerd',
  '/run/k3s/containerd/containerd.sock': 'containerd',
  '/run/crio': 'CRI-O',
  '/run/crio/crio.sock': 'CRI-O',
  '/run/cri-dockerd.sock': 'cri-dockerd',
  '/run/podman': 'Podman',
  '/run/podman/podman.sock': 'Podman',
};

/** `/var/run` is `/run` on every distribution of today. */
const plain = (path: string): string => path.replace(/(?<=.)\/+$/, '').replace(/^\/var\/run(?=\/|$)/, '/run');

/** The runtime whose socket the path is; undefined for other paths. */
export function runtimeOf(path: string): string | undefined {
  const known = plain(path);
  return Object.hasOwn(sockets, known) ? sockets[known] : undefined;
}

/** Folders whose contents are the node's own, and what they hold. */
const sensitive: Readonly<Record<string, string>> = {
  '/': 'every file of the node',
  '/boot': 'its kernel',
  '/dev': 'its devices',
  '/etc': 'its accounts and settings',
  '/etc/kubernetes': "the cluster's keys",
  '/etc/kubernetes/manifests': 'the pods that its kubelet starts by itself',
  '/etc/kubernetes/pki': "the cluster's keys",
  '/home': "its users' files",
  '/home/admin': "its users' files",
  '/lib': 'its programs',
  '/proc': 'its processes and kernel settings',
  '/root': "root's files",
  '/run': 'the sockets of its services',
  '/sys': 'its kernel settings',
  '/usr': 'its programs',
  '/var/lib/docker': 'images and containers of others',
  '/var/lib/kubelet': 'secrets and volumes of other pods',
  '/var/lib/kubelet/pki': "the kubelet's keys",
};

/** "its kernel"; undefined for paths that say nothing by themselves. */
export function holdingsOf(path: string): string | undefined {
  const known = plain(path);
  return Object.hasOwn(sensitive, known) ? sensitive[known] : undefined;
}

/** Whether every container that mounts the volume may only read it. */
export function isReadOnly(pod: Pod, { name }: HostPath): boolean {
  const mounts = pod.allContainers.flatMap((container) => container.mounts.filter((mount) => mount.get('name')?.scalarText === name));
  return mounts.length > 0 && mounts.every((mount) => mount.get('readOnly')?.boolean === true);
}

/** What a folder of the node hands to whoever breaks into a container. */
export function consequenceOf(isReadOnly: boolean): { readonly severity: 'error' | 'warning'; readonly text: string } {
  return isReadOnly
    ? { severity: 'warning', text: 'whoever breaks into the container can read it' }
    : { severity: 'error', text: 'whoever breaks into the container has the node' };
}

/** A check for the volumes whose path `tell` has something to say about. */
export function hostPathCheck(tell: (path: string, host: HostPath, pod: Pod) => string | Pick<Report, 'message' | 'severity'> | undefined) {
  return {
    where: ['hostPath'],
    Pod(pod: Pod, ctx: RuleContext): void {
      for (const host of hostPaths(pod)) {
        const told = host.path === undefined ? undefined : tell(host.path, host, pod);
        if (told !== undefined)
          ctx.report({ at: (host.pathNode ?? host.key).span, ...(typeof told === 'string' ? { message: told } : told) });
      }
    },
  };
}
