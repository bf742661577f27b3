// k3d 5.8 as a test double: its streams, colours, exit codes and JSON, oddities included (notes on the inner loop, section 2).
import { statSync } from 'node:fs';
import { change, daemonDown, exit, imageNamed, full, load, logCall, nodesOf, options, out, sleep } from './world.mjs';

const argv = process.argv.slice(2);
logCall('k3d', argv);
const started = Date.now();
const level = process.env.LOG_LEVEL ?? 'info';
const isColoured = process.env.LOG_COLORS !== 'false';
const colours = { DEBU: 37, INFO: 36, WARN: 33, ERRO: 31, FATA: 31 };
const words = { DEBU: 'debug', INFO: 'info', WARN: 'warning', ERRO: 'error', FATA: 'fatal' };

/** Lines below a warning go to stdout, colours go everywhere. */
function log(mark, message) {
  if (mark === 'DEBU' && level !== 'debug' && level !== 'trace') return;
  const seconds = String(Math.floor((Date.now() - started) / 1000)).padStart(4, '0');
  const line = isColoured
    ? `\u001b[${colours[mark]}m${mark}\u001b[0m[${seconds}] ${message.padEnd(44)} `
    : `time="${new Date().toISOString().slice(0, 19)}Z" level=${words[mark]} msg=${/^[\w.-]+$/.test(message) ? message : JSON.stringify(message)}`;
  (mark === 'WARN' || mark === 'ERRO' || mark === 'FATA' ? process.stderr : process.stdout).write(`${line}\n`);
}

async function fatal(message) {
  log('FATA', message);
  await exit(1);
}

/** Mistakes in the words come before logging is set up. */
async function usage(message, command) {
  process.stderr.write(`Error: ${message}\nUsage:\n  k3d ${command} [flags]\n\n`);
  process.stderr.write(`time="${new Date().toISOString().slice(0, 19)}Z" level=fatal msg=${JSON.stringify(message)}\n`);
  await exit(1);
}

const world = load();
const isDown = (world.docker?.state ?? 'up') !== 'up';
const clusters = () => [...(world.k3d?.clusters ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1));
const registries = () => world.k3d?.registries ?? [];
const labels = (text) => `docker failed to get containers with labels 'map[${text}]': failed to list containers: ${daemonDown}`;

log('DEBU', 'DOCKER_SOCK=/var/run/docker.sock');
log('DEBU', 'Runtime Info:\n&{Name:docker Endpoint:/var/run/docker.sock Version:28.2.2}');

const [noun, verb, ...rest] = argv;
const sub = `${noun ?? ''} ${verb ?? ''}`;
if (noun === 'version') await version();
else if (sub === 'cluster list') await clusterList();
else if (sub === 'cluster start' || sub === 'cluster stop') await clusterStart(verb);
else if (sub === 'cluster create') await clusterCreate();
else if (sub === 'cluster delete') await clusterDelete();
else if (sub === 'node list') await nodeList();
else if (sub === 'registry list') await registryList();
else if (noun === 'image' && ['import', 'load'].includes(verb)) await imageImport();
else await usage(`unknown command ${JSON.stringify(noun ?? '')} for "k3d"`, '[command]');
await exit(0);

async function version() {
  const k3d = world.k3d?.version ?? 'v5.8.3';
  if (argv.includes('json')) out(JSON.stringify({ k3d, k3s: 'v1.31.5-k3s1' }));
  else out(`k3d version ${k3d}\nk3s version v1.31.5-k3s1 (default)`);
}

async function clusterList() {
  const { found, words: names } = options(rest, { values: ['output'], flags: ['no-headers', 'token'], short: { o: 'output' } });
  if (isDown && names.length === 0) await fatal(`runtime failed to list nodes: ${labels('app:k3d')}`);
  if (isDown) {
    log('ERRO', `Failed to get nodes for cluster '${names[0]}': ${labels(`k3d.cluster:${names[0]}`)}`);
    await fatal('No nodes found for given cluster');
  }
  for (const name of names) if (!clusters().some((cluster) => cluster.name === name)) await fatal('No nodes found for given cluster');
  const wanted = clusters().filter((cluster) => names.length === 0 || names.includes(cluster.name));
  const format = found.output?.at(-1);
  if (format === 'json') out(JSON.stringify(wanted.map(clusterJson)));
  else if (format === 'yaml') process.stdout.write('[]\n\n');
  else {
    out('NAME   SERVERS   AGENTS   LOADBALANCER');
    for (const cluster of wanted) {
      const of = (role) => nodesOf(cluster).filter((node) => node.role === role);
      const up = (nodes) => nodes.filter(({ status }) => status === 'running').length;
      out(`${cluster.name}   ${up(of('server'))}/${of('server').length}       ${up(of('agent'))}/${of('agent').length}      ${cluster.loadBalancer !== false}`);
    }
  }
}

function clusterJson(cluster) {
  const nodes = nodesOf(cluster);
  const up = (role) => nodes.filter((node) => node.role === role && node.status === 'running').length;
  const all = (role) => nodes.filter((node) => node.role === role).length;
  const hasBalancer = cluster.loadBalancer !== false;
  // The newest container comes first.
  const rows = [...nodes.reverse(), ...(hasBalancer ? [{ name: `k3d-${cluster.name}-serverlb`, role: 'loadbalancer', status: cluster.isStopped ? 'exited' : 'running' }] : [])];
  return {
    name: cluster.name,
    network: { name: cluster.network ?? `k3d-${cluster.name}`, id: 'f3b0c44298fc', ipam: { ipPrefix: '172.18.0.0/16', Managed: false }, Members: null },
    nodes: rows.map((node) => nodeJson(node, cluster)),
    InitNode: null,
    ...(hasBalancer ? { serverLoadBalancer: { node: nodeJson(rows.at(-1), cluster) } } : {}),
    imageVolume: `k3d-${cluster.name}-images`,
    serversRunning: up('server'),
    serversCount: all('server'),
    agentsRunning: up('agent'),
    agentsCount: all('agent'),
    // Left out when false.
    ...(hasBalancer ? { hasLoadbalancer: true } : {}),
  };
}

/** Spellings are k3d's: some keys are those of Go. */
function nodeJson({ name, role, status }, cluster) {
  const publishes = role === 'loadbalancer' || (role === 'server' && cluster.loadBalancer === false && name.endsWith('-0'));
  const isRunning = status === 'running';
  const token = cluster.token ?? 'cbTkOBAzJpTsLTDTaFQd';
  return {
    name,
    ...(role === undefined ? {} : { role }),
    image: 'sha256:9a4b8c1f3d7e65f0b2a1c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718',
    volumes: [`k3d-${cluster.name}-images:/k3d/images`],
    env: [`K3S_TOKEN=${token}`, 'K3S_KUBECONFIG_OUTPUT=/output/kubeconfig.yaml'],
    Cmd: role === 'server' ? ['server', '--tls-san', '0.0.0.0'] : null,
    // Stopped containers keep theirs.
    portMappings: publishes ? { [cluster.portKey ?? '6443']: [{ HostIp: '0.0.0.0', HostPort: String(cluster.apiPort ?? 6550) }] } : {},
    restart: true,
    created: '2026-11-20T18:14:02.106217385Z',
    runtimeLabels: { app: 'k3d', 'k3d.cluster': cluster.name, 'k3d.cluster.token': token, 'k3d.role': role ?? '' },
    Networks: [cluster.network ?? `k3d-${cluster.name}`],
    ExtraHosts: null,
    serverOpts: role === 'server' ? { kubeAPI: { Port: '6443', Binding: { HostIp: '0.0.0.0', HostPort: String(cluster.apiPort ?? 6550) } } } : {},
    agentOpts: {},
    GPURequest: '',
    Memory: '',
    State: { Running: isRunning, Status: status, Started: '2026-11-20T18:14:05.3Z' },
    IP: { IP: '172.18.0.3', Static: false },
    K3dEntrypoint: role === 'server' || role === 'agent',
  };
}

async function nodeList() {
  if (isDown) await fatal(`failed to list nodes: ${labels('app:k3d')}`);
  const rows = clusters().flatMap((cluster) => clusterJson(cluster).nodes);
  // No node at all is `null` here.
  out(rows.length === 0 ? 'null' : JSON.stringify([...rows, ...registries().map(registryJson)]));
}

async function registryList() {
  if (isDown) await fatal(`failed to list nodes: ${labels('app:k3d')}`);
  out(JSON.stringify(registries().map(registryJson)));
}

function registryJson({ name, port = 5000, networks = ['bridge'], isStopped = false, cluster = '' }) {
  return {
    name,
    role: 'registry',
    image: 'sha256:0b1c2d3e4f5061728394a5b6c7d8e9f00b1c2d3e4f5061728394a5b6c7d8e9f0',
    volumes: null,
    env: null,
    Cmd: null,
    portMappings: { '5000/tcp': [{ HostIp: '0.0.0.0', HostPort: String(port) }] },
    created: '2026-11-20T18:14:02.106217385Z',
    runtimeLabels: { app: 'k3d', 'k3d.cluster': cluster, 'k3d.registry.host': '0.0.0.0', 'k3d.registry.hostIP': '0.0.0.0', 'k3d.role': 'registry' },
    Networks: networks,
    ExtraHosts: null,
    serverOpts: {},
    agentOpts: {},
    GPURequest: '',
    Memory: '',
    State: { Running: !isStopped, Status: isStopped ? 'exited' : 'running', Started: '2026-11-20T18:14:05.3Z' },
    IP: { IP: '172.18.0.2', Static: false },
    K3dEntrypoint: false,
  };
}

async function clusterStart(what) {
  const { words: names } = options(rest, { values: ['timeout'], flags: ['wait', 'all'] });
  for (const name of names.length === 0 ? ['k3s-default'] : names) {
    if (isDown) log('ERRO', `Failed to get nodes for cluster '${name}': ${labels(`k3d.cluster:${name}`)}`);
    if (isDown || !clusters().some((cluster) => cluster.name === name)) await fatal('No nodes found for given cluster');
    if (what === 'start' && world.k3d?.startFails === true) {
      log('ERRO', `Failed Cluster Start: Failed to start server k3d-${name}-server-0: Node k3d-${name}-server-0 failed to get ready`);
      await fatal('Failed to start cluster: see above');
    }
    change((next) => {
      const cluster = next.k3d.clusters.find((candidate) => candidate.name === name);
      cluster.isStopped = what !== 'start';
      delete cluster.states;
    });
    log('INFO', what === 'start' ? `Starting cluster '${name}'` : `Stopping cluster '${name}'`);
    log('INFO', what === 'start' ? `Started cluster '${name}'` : `Stopped cluster '${name}'`);
  }
}

async function clusterCreate() {
  const given = options(rest, { values: ['timeout', 'agents', 'servers', 'port', 'registry-create', 'registry-use', 'image', 'api-port'], flags: ['wait', 'kubeconfig-update-default', 'kubeconfig-switch-context'], short: { p: 'port', a: 'agents', s: 'servers', i: 'image' } });
  if (given.unknown !== undefined) await usage(`unknown flag: ${given.unknown}`, 'cluster create');
  const name = given.words[0] ?? 'k3s-default';
  if (isDown) await fatal(`Failed Cluster Configuration Validation: ${labels(`k3d.cluster:${name}`)}`);
  if (name.length > 32) await fatal(`Failed Cluster Configuration Validation: provided cluster name '${name}' does not match requirements: Cluster name must be <= 32 characters, but has ${name.length}`);
  if (clusters().some((cluster) => cluster.name === name)) await fatal(`Failed to create cluster '${name}' because a cluster with that name already exists`);
  const [registry, , port] = given.found['registry-create']?.[0]?.split(':') ?? [];
  log('INFO', 'Prep: Network');
  if (registry !== undefined) log('INFO', `Creating node '${registry}'`);
  if (registry !== undefined && (world.docker?.portsInUse ?? []).includes(Number(port))) {
    const bind = `Bind for 0.0.0.0:${port} failed: port is already allocated`;
    log('ERRO', `Failed Cluster Preparation: Failed to create registry: failed to start registry node '${registry}': runtime failed to start node '${registry}': docker failed to start container for node '${registry}': Error response from daemon: driver failed programming external connectivity on endpoint ${registry} (1b2c3d4e5f60): ${bind}`);
    log('ERRO', 'Failed to create cluster >>> Rolling Back');
    log('INFO', `Deleting cluster '${name}'`);
    await fatal('Cluster creation FAILED, all changes have been rolled back!');
  }
  // Containers come one by one: who ends k3d in between is left with what is there.
  change((next) => void (((next.k3d ??= {}).clusters ??= []).push({ name, isStopped: true, apiPort: 6550 })));
  await sleep(world.k3d?.createMs ?? 0);
  change((next) => void (next.k3d.clusters = next.k3d.clusters.filter((cluster) => cluster.name !== name)));
  change((next) => {
    next.k3d ??= {};
    (next.k3d.clusters ??= []).push({ name, servers: Number(given.found.servers?.[0] ?? 1), agents: Number(given.found.agents?.[0] ?? 0), apiPort: next.k3d.newApiPort ?? 6550 });
    if (registry !== undefined) (next.k3d.registries ??= []).push({ name: registry, port: Number(port ?? 5000), networks: [`k3d-${name}`, 'bridge'], cluster: name });
  });
  log('INFO', `Cluster '${name}' created successfully!`);
  log('INFO', 'You can now use it like this:');
  out('kubectl cluster-info');
}

async function clusterDelete() {
  const { words: names } = options(rest, { values: [], flags: ['all'] });
  for (const name of names) {
    log('INFO', `Deleting cluster '${name}'`);
    // Unknown clusters are no failure.
    if (!clusters().some((cluster) => cluster.name === name)) log('INFO', `No clusters found`);
    change((next) => {
      next.k3d.clusters = (next.k3d.clusters ?? []).filter((cluster) => cluster.name !== name);
    });
    log('INFO', `Successfully deleted cluster ${name}!`);
  }
}

async function imageImport() {
  const given = options(rest, { values: ['cluster', 'mode'], flags: ['keep-tarball', 'keep-tools'], short: { c: 'cluster', m: 'mode', k: 'keep-tarball', t: 'keep-tools' } });
  if (given.unknown !== undefined) await usage(`unknown flag: ${given.unknown}`, 'image import');
  const names = given.words;
  if (names.length === 0) await usage('requires at least 1 arg(s), only received 0', 'image import');
  const wanted = given.found.cluster ?? ['k3s-default'];
  for (const name of wanted) {
    if (isDown) log('ERRO', `Failed to get nodes for cluster '${name}': ${labels(`k3d.cluster:${name}`)}`);
    if (isDown || !clusters().some((cluster) => cluster.name === name)) await fatal(`failed to get cluster ${name}: No nodes found for given cluster`);
  }
  const mode = given.found.mode?.at(-1) ?? 'tools-node';
  // The help says `tools`, which is refused.
  if (!['auto', 'direct', 'tools-node'].includes(mode)) await fatal(`Unknown image loading mode '${mode}'`);
  let hasFailed = false;
  for (const name of wanted) if (!(await importInto(clusters().find((cluster) => cluster.name === name), names, mode === 'direct'))) hasFailed = true;
  if (hasFailed) {
    log('WARN', 'At least one error occured while trying to import the image(s) into the selected cluster(s)');
    await exit(1);
  }
  // Arguments are counted, not images.
  log('INFO', `Successfully imported ${names.length} image(s) into ${wanted.length} cluster(s)`);
}

async function importInto(cluster, names, isDirect) {
  log('INFO', `Importing image(s) into cluster '${cluster.name}'`);
  const refuse = (why) => {
    log('ERRO', `Failed to import image(s) into cluster '${cluster.name}': ${why}`);
    return false;
  };
  const images = [];
  const files = [];
  for (const name of names) {
    // A file in the working directory goes before an image of that name.
    if (name === '-') return refuse('failed to load image to cluster from stdin: <nil>');
    if (isFile(name)) files.push(name);
    else if (name.includes('@') || imageNamed(world, name) === undefined) log('WARN', `Image '${name}' is not a file and couldn't be found in the container runtime`);
    else images.push(name);
  }
  if (images.length + files.length === 0) return refuse('no valid images specified');
  if (isDirect) {
    log('INFO', `Loading ${images.length} image(s) from runtime into nodes...`);
    for (const node of nodesOf(cluster)) {
      log('INFO', `Importing images '[${images.join(' ')}]' into node '${node.name}'...`);
      if (outcomeIn(node) !== 'ok') {
        log('ERRO', `Failed to copy read stream. write /dev/stdout: broken pipe`);
        // k3d waits for writers that nobody closes.
        await sleep(3_600_000);
      }
      receive(node, images);
    }
  } else {
    if (world.k3d?.toolsImage === 'unavailable') {
      log('ERRO', `Failed to run tools container for cluster '${cluster.name}'`);
      return refuse(
        `failed to ensure that tools node is running: failed to run k3d-tools node for cluster '${cluster.name}': failed to create node 'k3d-${cluster.name}-tools': runtime failed to create node 'k3d-${cluster.name}-tools': failed to create container for node 'k3d-${cluster.name}-tools': docker failed to pull image 'ghcr.io/k3d-io/k3d-tools:5.8.3': docker failed to pull the image 'ghcr.io/k3d-io/k3d-tools:5.8.3': Error response from daemon: Get "https://ghcr.io/v2/": dial tcp: lookup ghcr.io: no such host`,
      );
    }
    log('INFO', 'Starting new tools node...');
    log('INFO', `Starting node 'k3d-${cluster.name}-tools'`);
    if (images.length > 0) log('INFO', `Saving ${images.length} image(s) from runtime...`);
    if (files.length > 0) log('INFO', `Saving ${files.length} tarball(s) to shared image volume...`);
    log('INFO', 'Importing images into nodes...');
    for (const node of nodesOf(cluster)) {
      log('INFO', `Importing images from tarball '/k3d/images/k3d-${cluster.name}-images-20261120181416.tar' into node '${node.name}'...`);
      await sleep(world.k3d?.importMs ?? 0);
      const outcome = outcomeIn(node);
      if (outcome === 'stopped') log('ERRO', `failed to import images in node '${node.name}': docker failed to create exec config for node '${node.name}': Error response from daemon: Container 4f2c1e is not running`);
      else if (outcome === 'ctr-fails')
        log('ERRO', `failed to import images in node '${node.name}': Exec process in node '${node.name}' failed with exit code '1': Logs from failed access process:\nctr: content digest sha256:1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90a: not found`);
      else if (outcome === 'ok') receive(node, images);
    }
    log('INFO', 'Removing the tarball(s) from image volume...');
    log('INFO', 'Removing k3d-tools node...');
  }
  log('INFO', 'Successfully imported image(s)');
  return true;
}

/** What the scenario wants of a node: ok, ctr-fails, nothing (says it worked), stopped. */
function outcomeIn(node) {
  if (node.status !== 'running') return 'stopped';
  const isContainerd = world.docker?.store === 'containerd';
  return world.k3d?.import?.[node.name] ?? (isContainerd ? 'ctr-fails' : 'ok');
}

function receive(node, images) {
  change((next) => {
    next.nodes ??= {};
    const held = (next.nodes[node.name] ??= []);
    for (const name of images) {
      const { id } = imageNamed(world, name);
      const at = held.findIndex(({ tag }) => tag === full(name));
      if (at !== -1) held.splice(at, 1);
      held.push({ tag: full(name), id });
    }
  });
}

function isFile(name) {
  try {
    return statSync(name).isFile();
  } catch {
    return false;
  }
}
