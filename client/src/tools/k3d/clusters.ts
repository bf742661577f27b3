import { checked, faultIn, list, number, record, refusal, string, strings, type Checked } from '../checked.js';
import { done, failed, type ToolCommand } from '../tool.js';
import { k3dFailure, readJsonOutput } from './output.js';

export interface K3dCluster {
  readonly name: string;
  readonly network: string;
  readonly servers: { readonly running: number; readonly count: number };
  readonly agents: { readonly running: number; readonly count: number };
  readonly nodes: readonly K3dNode[];
  /** Port of the API server on this machine; null when none is published. */
  readonly apiPort: number | null;
}

export type NodeRole = 'server' | 'agent' | 'loadbalancer' | 'registry' | 'other';

export interface K3dNode {
  /** Of its container. */
  readonly name: string;
  readonly role: NodeRole;
  readonly isRunning: boolean;
  /** Docker's word: `running`, `exited`, `paused`. */
  readonly status: string;
  readonly networks: readonly string[];
  /** Ports of the container as this machine reaches them. */
  readonly ports: readonly { readonly container: number; readonly hostAddress: string; readonly host: number }[];
}

/** Every cluster that k3d runs or has stopped. */
export function listClusters(): ToolCommand<readonly K3dCluster[]> {
  const args = ['cluster', 'list', '--output', 'json'];
  return {
    program: 'k3d',
    args,
    timeoutMs: 30_000,
    parse: (output) => {
      const said = readJsonOutput(output.stdout);
      if (output.code !== 0 || (said !== null && !Array.isArray(said))) return failed(k3dFailure(args, output));
      return done(list(said).map((cluster) => clusterFrom(record(cluster))));
    },
  };
}

/** Whether pods can be run: every server is up. Agents that are down take no pods, and hinder imports alone. */
export function isRunning({ servers }: K3dCluster): boolean {
  return servers.count > 0 && servers.running === servers.count;
}

/** Nodes that run pods and have to hold images. */
export function workers({ nodes }: K3dCluster): readonly K3dNode[] {
  const found = nodes.filter(({ role }) => role === 'server' || role === 'agent');
  // k3d lists the newest container first; here servers go before agents.
  return found.sort((a, b) => (a.role === b.role ? (a.name < b.name ? -1 : 1) : a.role === 'server' ? -1 : 1));
}

export function startCluster(name: string): Checked<undefined> {
  const args = ['cluster', 'start', '--wait', '--timeout', '120s', '--', name];
  return checked(faultIn(['cluster', name]), {
    program: 'k3d',
    args,
    timeoutMs: 180_000,
    parse: (output) => (output.code === 0 ? done(undefined) : failed(k3dFailure(args, output))),
  });
}

/** A cluster with its nodes and the registry that was made with it; one that is not there is no failure. */
export function deleteCluster(name: string): Checked<undefined> {
  const args = ['cluster', 'delete', '--', name];
  return checked(faultIn(['cluster', name]), {
    program: 'k3d',
    args,
    timeoutMs: 120_000,
    parse: (output) => (output.code === 0 ? done(undefined) : failed(k3dFailure(args, output))),
  });
}

export interface ClusterRequest {
  readonly name: string;
  readonly agents?: number;
  /** A registry that is made with the cluster, `registry.localhost`; its port on this machine. */
  readonly registry?: { readonly name: string; readonly port: number };
  /** Ports of this machine that the load balancer takes: `8080:80`. */
  readonly ports?: readonly { readonly host: number; readonly container: number }[];
}

/** A new cluster. The user's current context stays as it is: commands here name theirs. */
export function createCluster({ name, agents = 0, registry, ports = [] }: ClusterRequest): Checked<undefined> {
  const args = [
    'cluster',
    'create',
    '--wait',
    '--timeout',
    '300s',
    '--kubeconfig-update-default',
    '--kubeconfig-switch-context=false',
    ...(agents > 0 ? ['--agents', `${agents}`] : []),
    ...(registry === undefined ? [] : ['--registry-create', `${registry.name}:0.0.0.0:${registry.port}`]),
    ...ports.flatMap(({ host, container }) => ['--port', `127.0.0.1:${host}:${container}@loadbalancer`]),
    '--',
    name,
  ];
  const isPort = (port: number): boolean => Number.isInteger(port) && port > 0 && port < 65_536;
  const numbers = [...(registry === undefined ? [] : [registry.port]), ...ports.flatMap(({ host, container }) => [host, container])];
  const fault =
    faultIn(['cluster', name], ['subdomain', registry?.name]) ??
    (numbers.every(isPort) ? undefined : refusal('A port is a whole number from 1 to 65535.')) ??
    (Number.isInteger(agents) && agents >= 0 && agents <= 20 ? undefined : refusal('A cluster has 0 to 20 agents.'));
  return checked(fault, {
    program: 'k3d',
    args,
    timeoutMs: 600_000,
    parse: (output) => (output.code === 0 ? done(undefined) : failed(k3dFailure(args, output))),
  });
}

function clusterFrom(cluster: Readonly<Record<string, unknown>>): K3dCluster {
  const nodes = list(cluster['nodes']).map((node) => nodeFrom(record(node)));
  return {
    name: string(cluster['name']),
    network: string(record(cluster['network'])['name']),
    servers: { running: number(cluster['serversRunning']), count: number(cluster['serversCount']) },
    agents: { running: number(cluster['agentsRunning']), count: number(cluster['agentsCount']) },
    nodes,
    apiPort: apiPortOf(nodes, cluster),
  };
}

/** The load balancer publishes 6443; a cluster without one, its first server. */
function apiPortOf(nodes: readonly K3dNode[], cluster: Readonly<Record<string, unknown>>): number | null {
  for (const role of ['loadbalancer', 'server'] as const)
    for (const node of nodes)
      if (node.role === role) {
        const port = node.ports.find(({ container }) => container === 6443);
        if (port !== undefined) return port.host;
      }
  // Without a published port: what the cluster was made with.
  const servers = list(cluster['nodes']).map((node) => record(record(record(node)['serverOpts'])['kubeAPI']));
  const bound = servers.map((api) => Number(record(api['Binding'])['HostPort'])).find((port) => Number.isInteger(port) && port > 0);
  return bound ?? null;
}

/** A node as `cluster list`, `node list` and `registry list` give it. Only what is named here is kept: the rest holds the cluster's token. */
export function nodeFrom(node: Readonly<Record<string, unknown>>): K3dNode {
  const state = record(node['State']);
  const role = string(node['role']);
  const known: readonly string[] = ['server', 'agent', 'loadbalancer', 'registry'] satisfies readonly NodeRole[];
  return {
    name: string(node['name']),
    role: known.includes(role) ? (role as NodeRole) : 'other',
    isRunning: state['Running'] === true,
    status: string(state['Status']),
    networks: strings(node['Networks']),
    ports: Object.entries(record(node['portMappings'])).flatMap(([key, bindings]) =>
      list(bindings).flatMap((binding) => {
        const host = Number(record(binding)['HostPort']);
        return Number.isInteger(host) && host > 0
          ? [{ container: Number.parseInt(key, 10), hostAddress: string(record(binding)['HostIp']), host }]
          : [];
      }),
    ),
  };
}
