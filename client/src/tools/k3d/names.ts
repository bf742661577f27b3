/** Names that k3d derives from a cluster's: https://k3d.io/stable/usage/commands/k3d_cluster_create/. */

const prefix = 'k3d-';

export function contextOf(cluster: string): string {
  return `${prefix}${cluster}`;
}

/** The k3d cluster behind a *kubeconfig cluster*; a context may bear any name. Undefined when it is none of k3d's. */
export function clusterOf(kubeconfigCluster: string): string | undefined {
  // One prefix alone: a cluster may itself be called `k3d-x`.
  return kubeconfigCluster.startsWith(prefix) && kubeconfigCluster.length > prefix.length
    ? kubeconfigCluster.slice(prefix.length)
    : undefined;
}

/** As kubectl and crictl name an image: `myapp` is `docker.io/library/myapp:latest`. */
export function fullReference(reference: string): string {
  const [first = '', ...rest] = reference.split('/');
  const hasDomain = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const named = hasDomain ? reference : rest.length > 0 ? `docker.io/${reference}` : `docker.io/library/${reference}`;
  const withHub = named.replace(/^(?:index\.)?docker\.io\/(?!.*\/)/, 'docker.io/library/');
  return withHub.includes('@') || /:[^/]+$/.test(withHub) ? withHub : `${withHub}:latest`;
}

/** Whether two names mean one image. */
export function isSameImage(a: string, b: string): boolean {
  return fullReference(a) === fullReference(b);
}
