// kubectl as a test double, for machines without it: the same words and texts as kubectl 1.32 against the double of the API server.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { err, exit, logCall, options, out, sleep } from './world.mjs';

const argv = process.argv.slice(2);
logCall('kubectl', argv);

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';
const values = ['context', 'cluster', 'namespace', 'request-timeout', 'output', 'filename', 'selector', 'field-selector', 'timeout', 'to-revision', 'container', 'tail', 'max-log-requests', 'address', 'dry-run', 'field-manager'];
const flags = ['ignore-not-found', 'all-namespaces', 'server-side', 'force-conflicts', 'previous', 'follow', 'prefix', 'all-containers', 'ignore-errors', 'minify', 'flatten', 'raw', 'client'];
const given = options(argv, { values, flags, short: { n: 'namespace', o: 'output', f: 'filename', l: 'selector' } });
if (given.unknown !== undefined) await fail(`error: unknown flag: ${given.unknown}\nSee 'kubectl ${argv[0]} --help' for usage.`);
const option = (name) => given.found[name]?.at?.(-1);
const has = (name) => given.found[name] !== undefined;
const [verb, ...words] = given.words;

const config = readConfig();
if (verb === 'version') out(JSON.stringify({ clientVersion: { major: '1', minor: '32', gitVersion: 'v1.32.4' }, kustomizeVersion: 'v5.5.0' }, null, 2));
else if (verb === 'config') await configView();
else if (verb === 'kustomize') kustomize(words[0]);
else {
  const context = contextNamed();
  if (context === undefined) await fail(`error: context ${JSON.stringify(option('context') ?? '')} does not exist`);
  const namespace = option('namespace') ?? context.context.namespace ?? 'default';
  const wanted = option('cluster') ?? context.context.cluster;
  const server = config.clusters?.find(({ name }) => name === wanted)?.cluster.server;
  if (server === undefined && option('cluster') !== undefined) await fail(`error: cluster ${JSON.stringify(wanted)} does not exist`);
  const cluster = new Cluster(server, namespace);
  const commands = { get, apply, delete: remove, rollout, logs, 'port-forward': forward };
  if (commands[verb] === undefined) await fail(`error: unknown command "${verb}" for "kubectl"`);
  await commands[verb](cluster);
}
await exit(0);

async function fail(message, code = 1) {
  err(message);
  await exit(code);
}

/** The files of KUBECONFIG as one: the first to name an entry wins, files that are not there are passed over. */
function readConfig() {
  const files = (process.env.KUBECONFIG ?? join(process.env.HOME ?? '', '.kube/config')).split(delimiter).filter((file) => file !== '');
  const configs = files.flatMap((file) => {
    try {
      return [parse(readFileSync(file, 'utf8'))];
    } catch {
      return [];
    }
  });
  const entries = (key) => {
    const all = configs.flatMap((one) => one[key] ?? []);
    const own = all.filter(({ name }, i) => all.findIndex((other) => other.name === name) === i);
    return own.length === 0 ? null : own;
  };
  const current = configs.map((one) => one['current-context'] ?? '').find((name) => name !== '') ?? '';
  return { contexts: entries('contexts'), clusters: entries('clusters'), users: entries('users'), 'current-context': current };
}

function contextNamed() {
  const name = option('context') ?? config['current-context'];
  return (config.contexts ?? []).find((context) => context.name === name);
}

async function configView() {
  if (!has('minify')) return out(JSON.stringify({ kind: 'Config', apiVersion: 'v1', preferences: {}, ...config }, null, 4));
  const context = contextNamed();
  if (context === undefined) await fail(`error: cannot locate context ${option('context')}`);
  const clusters = config.clusters.filter(({ name }) => name === context.context.cluster);
  const users = config.users?.filter(({ name }) => has('raw') && name === context.context.user) ?? [];
  out(JSON.stringify({ kind: 'Config', apiVersion: 'v1', preferences: {}, clusters, users, contexts: [context], 'current-context': context.name }, null, 4));
}

/** Resources of a kustomization in a row: as much of Kustomize as a test needs. */
function kustomize(folder) {
  const file = readdirSync(folder).find((name) => /^kustomization\.ya?ml$/.test(name));
  if (file === undefined) {
    err(`error: unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '${folder}'`);
    process.exit(1);
  }
  const { resources = [] } = parse(readFileSync(join(folder, file), 'utf8')) ?? {};
  const texts = resources.map((name) => (statSync(join(folder, name)).isDirectory() ? '' : readFileSync(join(folder, name), 'utf8').trim()));
  out(texts.filter((text) => text !== '').join('\n---\n'));
}

/** Objects of the text on standard input, or the failure that kubectl has for it. */
async function manifests(what) {
  const text = readFileSync(0, 'utf8');
  const documents = parseAllDocuments(text);
  const broken = documents.find?.(({ errors }) => errors.length > 0);
  if (broken !== undefined) await fail(`error: error parsing STDIN: error converting YAML to JSON: yaml: line ${broken.errors[0].linePos?.[0].line ?? 1}: did not find expected key`);
  const objects = [...documents].map((document) => document.toJS()).filter((object) => object !== null && object !== undefined);
  if (objects.length === 0) await fail(`error: no objects passed to ${what}`);
  const bare = objects.find(({ kind }) => kind === undefined);
  if (bare !== undefined) await fail(`error: unable to decode "STDIN": Object 'Kind' is missing in '${JSON.stringify(bare)}'`);
  return objects.flatMap((object) => (object.kind === 'List' ? object.items : [object]));
}

async function get(cluster) {
  let items;
  if (has('filename')) {
    items = [];
    for (const object of await manifests('get')) {
      const { status, body } = await cluster.ask('GET', await cluster.pathOf(object));
      if (status === 200) items.push(body);
      else if (!has('ignore-not-found')) await fail(`Error from server (${body.reason}): ${body.message}`);
    }
  } else {
    const [kinds, ...names] = words;
    const all = [];
    for (const kind of kinds.split(',')) {
      const found = await cluster.resource(kind);
      if (found === undefined) await fail(`error: the server doesn't have a resource type "${kind}"`);
      all.push(found);
    }
    const [resource] = all;
    const rootOf = (one) => (has('all-namespaces') ? `${one.root}/${one.name}` : cluster.within(one));
    const root = rootOf(resource);
    if (names.length === 0) {
      const query = new URLSearchParams();
      if (has('selector')) query.set('labelSelector', option('selector'));
      if (has('field-selector')) query.set('fieldSelector', option('field-selector'));
      items = [];
      for (const one of all) items.push(...(await cluster.ask('GET', `${rootOf(one)}?${query}`)).body.items);
    } else {
      items = [];
      for (const name of names) {
        const { status, body } = await cluster.ask('GET', `${root}/${name}`);
        if (status === 200) items.push(body);
        else if (!has('ignore-not-found')) await fail(`Error from server (${body.reason}): ${body.message}`);
      }
      if (names.length === 1) return items[0] === undefined ? undefined : out(JSON.stringify(items[0], null, 4));
    }
    if (names.length === 0) return out(JSON.stringify({ apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } }, null, 4));
  }
  if (items.length === 0) return undefined;
  return out(JSON.stringify(items.length === 1 ? items[0] : { apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } }, null, 4));
}

async function apply(cluster) {
  const isDry = has('dry-run');
  const results = [];
  const errors = [];
  for (const object of await manifests('apply')) {
    const name = object.metadata?.name;
    const own = object.metadata?.namespace;
    if (own !== undefined && has('namespace') && own !== cluster.namespace)
      await fail(`the namespace from the provided object "${own}" does not match the namespace "${cluster.namespace}". You must pass '--namespace=${own}' to perform this operation.`);
    const resource = await cluster.resourceOf(object, 'apply');
    if (resource === undefined) {
      errors.push(() => `resource mapping not found for name: "${name}" namespace: "${own ?? ''}" from "STDIN": no matches for kind "${object.kind}" in version "${object.apiVersion}"\nensure CRDs are installed first`);
      continue;
    }
    const path = `${cluster.within(resource, own)}/${name}`;
    const dry = isDry ? '&dryRun=All' : '';
    const shown = `${resource.kindWord}/${name}`;
    const suffix = isDry ? ' (server dry run)' : '';
    const wanted = { ...object, metadata: { annotations: {}, ...object.metadata, ...(resource.namespaced ? { namespace: own ?? cluster.namespace } : {}) } };
    const text = `${JSON.stringify(sortedKeys(wanted))}\n`;
    const old = await cluster.ask('GET', path);
    let answer;
    let word;
    if (has('server-side')) {
      answer = await cluster.ask('PATCH', `${path}?fieldManager=${option('field-manager') ?? 'kubectl'}${dry}`, JSON.stringify(object), 'application/apply-patch+yaml');
      word = 'serverside-applied';
    } else if (old.status === 404) {
      answer = await cluster.ask('POST', `${cluster.within(resource, own)}?fieldManager=kubectl-client-side-apply${dry}`, JSON.stringify(withApplied(wanted, text)));
      word = 'created';
    } else if (old.body.metadata.annotations?.[lastApplied] === text) {
      answer = old;
      word = 'unchanged';
    } else {
      answer = await cluster.ask('PATCH', `${path}?fieldManager=kubectl-client-side-apply${dry}`, JSON.stringify(withApplied(wanted, text)), 'application/strategic-merge-patch+json');
      word = 'configured';
    }
    if (answer.status >= 300) errors.push((isAlone) => serverError(answer.body, object, word, isAlone));
    else {
      results.push(answer.body);
      // Each as soon as it is known: what was said before an end came is what had happened.
      if (option('output') !== 'json') out(`${shown} ${word}${suffix}`);
    }
  }
  if (option('output') === 'json') {
    // With one failure nothing of the good ones is printed.
    if (errors.length === 0) {
      out(JSON.stringify(results.length === 1 ? results[0] : { kind: 'List', apiVersion: 'v1', metadata: {}, items: results }, null, 4));
    }
  }
  if (errors.length > 0) await fail(errors.map((text) => text(errors.length === 1)).join('\n'));
}

/** One refusal alone is put in other words than one of several, and a server-side apply does not say what it was doing. */
function serverError({ reason, message, details }, object, word, isAlone) {
  if (reason === 'Invalid' && isAlone) return `The ${object.kind} "${object.metadata.name}" is invalid: ${causesOf(details, message)}`;
  const doing = word === 'serverside-applied' ? '' : `error when ${word === 'created' ? 'creating' : 'applying patch:'} "STDIN": `;
  return `Error from server (${reason}): ${doing}${message}`;
}

function causesOf(details, message) {
  const causes = details?.causes ?? [];
  if (causes.length === 0) return message;
  return causes.length === 1 ? `${causes[0].field}: ${causes[0].message}` : `\n${causes.map(({ field, message: text }) => `* ${field}: ${text}`).join('\n')}`;
}

function withApplied(object, text) {
  return { ...object, metadata: { ...object.metadata, annotations: { ...object.metadata.annotations, [lastApplied]: text } } };
}

function sortedKeys(value) {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sortedKeys(value[key])]));
}

async function remove(cluster) {
  for (const object of await manifests('delete')) {
    const resource = await cluster.resourceOf(object, 'delete');
    if (resource === undefined) continue;
    const isDry = has('dry-run');
    const { status, body } = await cluster.ask('DELETE', `${cluster.within(resource, object.metadata.namespace)}/${object.metadata.name}${isDry ? '?dryRun=All' : ''}`);
    if (status === 200) out(`${resource.kindWord} "${object.metadata.name}" deleted${isDry ? ' (server dry run)' : ''}`);
    else if (!has('ignore-not-found')) await fail(`Error from server (${body.reason}): ${body.message}`);
  }
}

async function rollout(cluster) {
  const [what, named] = words;
  const [kind, name] = named.split('/');
  const resource = await cluster.resource(`${kind}s`);
  if (resource === undefined) await fail(`no status viewer has been implemented for ${kind}`);
  const path = `${cluster.within(resource)}/${name}`;
  const { status, body: workload } = await cluster.ask('GET', path);
  if (status !== 200) await fail(`Error from server (${workload.reason}): ${workload.message}`);
  const sets = async () =>
    (await cluster.ask('GET', cluster.within(await cluster.resource('replicasets')))).body.items
      .filter(({ metadata }) => metadata.ownerReferences?.[0]?.uid === workload.metadata.uid)
      .map((set) => ({ set, revision: Number(set.metadata.annotations['deployment.kubernetes.io/revision']) }))
      .sort((a, b) => a.revision - b.revision);
  const patch = (body) => cluster.ask('PATCH', path, JSON.stringify(body), 'application/strategic-merge-patch+json');
  if (what === 'status') return await rolloutStatus(cluster, path, kind, name);
  if (what === 'history') {
    out(`${resource.kindWord}/${name} \nREVISION  CHANGE-CAUSE`);
    for (const { revision } of await sets()) out(`${String(revision).padEnd(10)}<none>`);
    return out('');
  }
  if (what === 'restart') {
    await patch({ spec: { template: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': `${new Date().toISOString()} ${process.pid}` } } } } });
    return out(`${resource.kindWord}/${name} restarted`);
  }
  const all = await sets();
  const wanted = has('to-revision') ? all.find(({ revision }) => revision === Number(option('to-revision'))) : all.at(-2);
  if (wanted === undefined) await fail(has('to-revision') ? `error: unable to find specified revision ${option('to-revision')} in history` : `error: no rollout history found for deployment "${name}"`);
  const { 'pod-template-hash': _hash, ...labels } = wanted.set.spec.template.metadata.labels;
  const template = { ...wanted.set.spec.template, metadata: { ...wanted.set.spec.template.metadata, labels } };
  await cluster.ask('PATCH', path, JSON.stringify([{ op: 'replace', path: '/spec/template', value: template }]), 'application/json-patch+json');
  return out(`${resource.kindWord}/${name} rolled back`);
}

async function rolloutStatus(cluster, path, kind, name) {
  const seconds = /^(\d+)s$/.exec(option('timeout') ?? '')?.[1];
  const until = seconds === undefined ? Infinity : Date.now() + Number(seconds) * 1000;
  let last = '';
  while (Date.now() < until) {
    const { status, body } = await cluster.ask('GET', path);
    if (status === 404) await fail('error: object has been deleted');
    const wanted = body.spec.replicas ?? 1;
    const { updatedReplicas = 0, replicas = 0, availableReplicas = 0 } = body.status ?? {};
    const waiting = `Waiting for ${kind} "${name}" rollout to finish: `;
    const line =
      updatedReplicas < wanted
        ? `${waiting}${updatedReplicas} out of ${wanted} new replicas have been updated...`
        : replicas > updatedReplicas
          ? `${waiting}${replicas - updatedReplicas} old replicas are pending termination...`
          : availableReplicas < updatedReplicas
            ? `${waiting}${availableReplicas} of ${updatedReplicas} updated replicas are available...`
            : '';
    if (line === '') return out(`${kind} "${name}" successfully rolled out`);
    if (line !== last) out(line);
    last = line;
    await sleep(50);
  }
  return await fail('error: timed out waiting for the condition');
}

async function logs(cluster) {
  const pods = cluster.within(await cluster.resource('pods'));
  const names = has('selector') ? (await cluster.ask('GET', `${pods}?labelSelector=${encodeURIComponent(option('selector'))}`)).body.items.map(({ metadata }) => metadata.name) : [words[0]];
  for (const name of names) {
    const query = new URLSearchParams({ ...(has('container') ? { container: option('container') } : {}), ...(has('previous') ? { previous: 'true' } : {}) });
    const { status, body } = await cluster.ask('GET', `${pods}/${name}/log?${query}`);
    const shown = (line) => out(has('prefix') ? `[pod/${name}/${option('container') ?? 'app'}] ${line}` : line);
    const lines = String(body).trimEnd().split('\n');
    if (status === 200) for (const line of lines) shown(line);
    else if (has('ignore-errors')) err(`error: ${body.message}`);
    else await fail(`Error from server (${body.reason}): ${body.message}`);
    if (!has('follow')) continue;
    // What is written later comes as it is written; with its pod, the stream ends as if all were well.
    for (let count = status === 200 ? lines.length : 0; ; await sleep(100)) {
      const next = await cluster.ask('GET', `${pods}/${name}/log?${query}`);
      if (next.status === 404) break;
      if (next.status !== 200) continue;
      const all = String(next.body).trimEnd().split('\n');
      for (const line of all.slice(count)) shown(line);
      count = all.length;
    }
  }
}

async function forward(cluster) {
  const [, ports] = words;
  const [local, port] = ports.split(':');
  const [kind, name] = words[0].split('/');
  const { status, body } = await cluster.ask('GET', `${cluster.within(await cluster.resource(`${kind}s`))}/${name}`);
  if (status !== 200) await fail(`Error from server (${body.reason}): ${body.message}`);
  // A Service is a way to find one pod; the connection is to that pod and ends with it.
  const labels = Object.entries(body.spec.selector?.matchLabels ?? body.spec.selector ?? {}).map((pair) => pair.join('='));
  const pods = `${cluster.within(await cluster.resource('pods'))}?labelSelector=${encodeURIComponent(labels.join(','))}`;
  const found = (await cluster.ask('GET', pods)).body.items;
  const pod = found.find(({ status: { phase } = {} }) => phase === 'Running') ?? found[0];
  if (pod === undefined) await fail('error: timed out waiting for the condition');
  if (pod.status?.phase !== 'Running') await fail(`error: unable to forward port because pod is not running. Current status=${pod.status?.phase ?? 'Pending'}`);
  const server = createServer((connection) => {
    out(`Handling connection for ${server.address().port}`);
    connection.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok');
  });
  server.on('error', () => void fail(`Unable to listen on port ${local}: Listeners failed to create with the following errors: [unable to create listener: Error listen tcp4 127.0.0.1:${local}: bind: address already in use]\nerror: unable to listen on any of the requested ports: [{${local} ${port}}]`));
  server.listen(Number(local) || 0, '127.0.0.1', () => out(`Forwarding from 127.0.0.1:${server.address().port} -> ${port}`));
  for (;;) {
    await sleep(200);
    const { items } = (await cluster.ask('GET', pods)).body;
    if (!items.some(({ metadata }) => metadata.uid === pod.metadata.uid)) await fail('error: lost connection to pod');
  }
}

/** Requests to the API server, with kubectl's words for one that does not answer. */
function Cluster(server, namespace) {
  const url = new URL(server);
  const groups = ['', 'apps', 'batch', 'networking.k8s.io'];
  this.namespace = namespace;
  this.ask = async (method, path, body, type = 'application/json') => {
    let response;
    try {
      response = await fetch(`${url.origin}${path}`, { method, ...(body === undefined ? {} : { body, headers: { 'content-type': type } }) });
    } catch {
      const cause = `dial tcp ${url.host}: connect: connection refused`;
      // An apply stumbles over the schema first, and gives bad advice.
      if (verb === 'apply') await fail(`error: error validating "STDIN": error validating data: failed to download openapi: Get "${url.origin}/openapi/v2?timeout=32s": ${cause}; if you choose to ignore these errors, turn validation off with --validate=false`);
      for (let i = 0; i < 3; i++) err(`E1120 18:27:37.12345${i}   12345 memcache.go:265] "Unhandled Error" err="couldn't get current server API group list: Get \\"${url.origin}/api?timeout=32s\\": ${cause}"`);
      await fail(`The connection to the server ${url.host} was refused - did you specify the right host or port?`);
    }
    const text = await response.text();
    return { status: response.status, body: response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text };
  };
  const known = new Map();
  const lists = (group) => known.get(group) ?? known.set(group, listed(group)).get(group);
  const listed = async (group) => {
    const root = group === '' ? '/api/v1' : `/apis/${group}/v1`;
    const { resources = [] } = (await this.ask('GET', root)).body;
    return resources.map((resource) => ({ ...resource, root, kindWord: group === '' ? resource.singularName : `${resource.singularName}.${group}`, apiVersion: group === '' ? 'v1' : `${group}/v1` }));
  };
  this.resource = async (word) => {
    const name = word.toLowerCase().split('.')[0];
    for (const group of groups) for (const resource of await lists(group)) if (resource.name === name || resource.singularName === name) return resource;
    return undefined;
  };
  this.resourceOf = async ({ apiVersion, kind }) => {
    for (const group of groups) for (const resource of await lists(group)) if (resource.kind === kind && resource.apiVersion === apiVersion) return resource;
    return undefined;
  };
  this.within = (resource, own) => `${resource.root}/${resource.namespaced ? `namespaces/${own ?? namespace}/` : ''}${resource.name}`;
  this.pathOf = async (object) => `${this.within(await this.resourceOf(object), object.metadata.namespace)}/${object.metadata.name}`;
}
