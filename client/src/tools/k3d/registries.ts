import { list, record } from '../checked.js';
import { done, failed, type ToolCommand } from '../tool.js';
import { nodeFrom, type K3dCluster, type K3dNode } from './clusters.js';
import { k3dFailure, readJsonOutput } from './output.js';

export interface K3dRegistry {
  /** Of its container, which is its host name inside of clusters. */
  readonly name: string;
  readonly isRunning: boolean;
  readonly networks: readonly string[];
  /** As manifests name it: `k3d-registry.localhost:5000`. */
  readonly inCluster: string;
  /** As this machine reaches it: `localhost:5000`; null when no port is published. */
  readonly onHost: string | null;
}

/** k3d's registries. Where there are none, it says `[]` for these and `null` for nodes. */
export function listRegistries(): ToolCommand<readonly K3dRegistry[]> {
  return listed('registry', (nodes) => nodes.map(registryFrom));
}

/** Every container that belongs to k3d, of all clusters. */
export function listNodes(): ToolCommand<readonly K3dNode[]> {
  return listed('node', (nodes) => nodes);
}

/** A registry serves a cluster when it is in its network. */
export function serves(registry: K3dRegistry, cluster: K3dCluster): boolean {
  return registry.networks.includes(cluster.network);
}

function listed<T>(what: 'registry' | 'node', read: (nodes: readonly K3dNode[]) => T): ToolCommand<T> {
  const args = [what, 'list', '--output', 'json'];
  return {
    program: 'k3d',
    args,
    timeoutMs: 30_000,
    parse: (output) => {
      const said = readJsonOutput(output.stdout);
      if (output.code !== 0 || (said !== null && !Array.isArray(said))) return failed(k3dFailure(args, output));
      return done(read(list(said).map((node) => nodeFrom(record(node)))));
    },
  };
}

/** Ports come from the mappings: k3d does not repeat the labels that name them. */
function registryFrom({ name, isRunning, networks, ports }: K3dNode): K3dRegistry {
  const [port] = ports;
  return {
    name,
    isRunning,
    networks,
    // k3s is told of both ports; the one of this machine is what k3d's own help and `local-registry-hosting` name.
    inCluster: `${name}:${port?.host ?? 5000}`,
    onHost: port === undefined ? null : `localhost:${port.host}`,
  };
}
