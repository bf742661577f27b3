import { plain } from '../checked.js';
import type { K3dCluster } from '../k3d/clusters.js';
import { clusterOf } from '../k3d/names.js';
import type { KubeContext } from './config.js';

/** Whether a context leads to a k3d cluster on this machine. Without the proof nothing is changed in it. */
export type Proof =
  | { readonly isLocal: true; readonly cluster: K3dCluster }
  | { readonly isLocal: false; readonly reason: RefusalReason; readonly message: string };

export type RefusalReason = 'not-k3d' | 'no-such-cluster' | 'no-server' | 'proxied' | 'remote-host' | 'other-port' | 'no-port';

/**
 * A name alone proves nothing: contexts are renamed, and `k3d-dev` may lead anywhere. Name, host and port all have to be
 * those of a cluster that k3d itself lists.
 */
export function proveLocal(context: KubeContext, clusters: readonly K3dCluster[]): Proof {
  const refuse = (reason: RefusalReason, why: string): Proof => ({
    isLocal: false,
    reason,
    message: `The context \`${plain(context.name)}\` was not proven to be a local k3d cluster: ${why}.`,
  });
  const name = clusterOf(context.cluster);
  if (name === undefined) return refuse('not-k3d', `its cluster is called \`${plain(context.cluster)}\`, and k3d's begin with \`k3d-\``);
  const cluster = clusters.find((candidate) => candidate.name === name);
  if (cluster === undefined) return refuse('no-such-cluster', `k3d has no cluster \`${plain(name)}\` here`);
  const server = URL.canParse(context.server) ? new URL(context.server) : undefined;
  if (server === undefined) return refuse('no-server', 'the kubeconfig gives no address for it');
  if (context.proxy !== undefined) return refuse('proxied', 'its requests go through a proxy');
  // A name in the address that is no host would be a trick.
  if (!/^https?:$/.test(server.protocol) || server.username !== '' || server.password !== '')
    return refuse('no-server', `\`${plain(server.origin)}\` is no address that k3d writes`);
  if (!isThisMachine(server.hostname)) return refuse('remote-host', `its address \`${plain(server.hostname)}\` is not this machine`);
  if (cluster.apiPort === null) return refuse('no-port', 'k3d publishes no port for its API server');
  const port = server.port === '' ? (server.protocol === 'https:' ? 443 : 80) : Number(server.port);
  if (port !== cluster.apiPort)
    return refuse('other-port', `it leads to port ${port}, and the API server of \`${plain(name)}\` has port ${cluster.apiPort}`);
  return { isLocal: true, cluster };
}

/** Loopback, all interfaces (k3d's default) and Docker's name for the host of a container. `URL` has brought numbers to one form. */
function isThisMachine(host: string): boolean {
  return (
    host === 'localhost' || host === '0.0.0.0' || host === 'host.docker.internal' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)
  );
}
