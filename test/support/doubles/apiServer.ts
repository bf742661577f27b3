import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import { ClusterState, merged, resources, type ClusterScenario, type Item, type Resource } from './clusterState.js';

/** A Kubernetes API server as far as kubectl 1.32 needs one: discovery, objects, apply, watches, logs, dry runs. */
export interface ApiServer {
  readonly port: number;
  readonly url: string;
  readonly state: ClusterState;
  /** `METHOD path` of every request but discovery. */
  readonly requests: readonly string[];
  /** A kubeconfig with one context, `k3d-NAME`. */
  kubeconfig(cluster: string): string;
  close(): Promise<void>;
}

export async function startApiServer(scenario: ClusterScenario = {}): Promise<ApiServer> {
  const state = new ClusterState(scenario);
  const requests: string[] = [];
  const server = createServer((request, response) => {
    void answer(state, requests, request, response).catch((error: unknown) => {
      send(response, 500, statusOf(500, 'InternalError', String(error)));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    port,
    url,
    state,
    requests,
    kubeconfig: (cluster) =>
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        'current-context': `k3d-${cluster}`,
        clusters: [{ name: `k3d-${cluster}`, cluster: { server: url } }],
        users: [{ name: `admin@k3d-${cluster}`, user: {} }],
        contexts: [{ name: `k3d-${cluster}`, context: { cluster: `k3d-${cluster}`, user: `admin@k3d-${cluster}` } }],
      }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function answer(state: ClusterState, requests: string[], request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://double');
  const method = request.method ?? 'GET';
  if (pathname === '/openapi/v2') {
    // An empty message is a schema without definitions: kubectl asks for one when it meets a kind that v3 does not have.
    response.writeHead(200, { 'content-type': 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf' });
    response.end();
    return;
  }
  const discovered = discovery(pathname);
  if (discovered !== undefined) return send(response, 200, discovered);
  requests.push(`${method} ${pathname}`);
  const place = placeOf(pathname);
  if (place === undefined) return send(response, 404, statusOf(404, 'NotFound', 'the server could not find the requested resource'));
  const { resource, namespace, name, sub } = place;
  const { kind, plural, group } = resource;
  const notFound = (): void =>
    send(response, 404, {
      ...statusOf(404, 'NotFound', `${plural}${group === '' ? '' : `.${group}`} "${name}" not found`),
      details: { name, kind: plural, group },
    });
  const body = method === 'GET' ? '' : await textOf(request);
  if (name === undefined && method === 'GET') {
    const list = (): readonly Item[] => state.list(kind, namespace).filter((item) => isSelected(item, searchParams));
    return searchParams.get('watch') === 'true' ? watch(response, list) : send(response, 200, listOf(resource, list()));
  }
  if (method === 'POST') {
    const item = parse(body) as Item;
    const slow = state.scenario.slow?.[`${kind}/${item['metadata'].name}`];
    if (slow !== undefined) await sleep(slow, undefined, { ref: false });
    return create(state, place, item, searchParams, response);
  }
  const old = state.get(kind, namespace ?? '', name ?? '');
  if (sub === 'log') return old === undefined ? notFound() : log(state, old, searchParams, response);
  if (method === 'PATCH') {
    const type = request.headers['content-type'] ?? '';
    if (old === undefined && type.includes('apply-patch')) return create(state, place, parse(body) as Item, searchParams, response);
    if (old === undefined) return notFound();
    const patch = parse(body) as unknown;
    const wanted = type.includes('apply-patch') ? (merged(old, patch) as Item) : state.patched(old, type, patch);
    const refused = refusal(state, wanted);
    if (refused !== undefined) return send(response, 422, refused);
    return send(response, 200, searchParams.has('dryRun') ? wanted : state.put(wanted));
  }
  if (old === undefined) return notFound();
  if (method === 'DELETE') {
    if (!searchParams.has('dryRun') && !body.includes('"dryRun"')) state.remove(old);
    return send(response, 200, {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: { name, kind: plural, group, uid: old['metadata'].uid },
    });
  }
  return send(response, 200, old);
}

function create(state: ClusterState, { resource, namespace }: Place, given: Item, search: URLSearchParams, response: ServerResponse): void {
  const { kind, plural, isNamespaced } = resource;
  if (isNamespaced && !state.hasNamespace(namespace ?? ''))
    return send(response, 404, {
      ...statusOf(404, 'NotFound', `namespaces "${namespace}" not found`),
      details: { name: namespace, kind: 'namespaces' },
    });
  const item = { ...given, metadata: { ...given['metadata'], ...(isNamespaced ? { namespace } : {}) } };
  const name = item.metadata.name as string;
  if (state.get(kind, namespace ?? '', name) !== undefined)
    return send(response, 409, statusOf(409, 'AlreadyExists', `${plural} "${name}" already exists`));
  const refused = refusal(state, item);
  if (refused !== undefined) return send(response, 422, refused);
  return send(
    response,
    201,
    search.has('dryRun')
      ? { ...item, metadata: { ...item.metadata, uid: 'dry', creationTimestamp: new Date().toISOString().replace(/\.\d+/, '') } }
      : state.put(item),
  );
}

function refusal(state: ClusterState, item: Item): Item | undefined {
  const causes = state.scenario.invalid?.[`${item['kind']}/${item['metadata'].name}`];
  if (causes === undefined) return undefined;
  const [group] = (item['apiVersion'] as string).includes('/') ? (item['apiVersion'] as string).split('/') : [''];
  const said = causes.map(({ field, message }) => `${field}: ${message}`);
  const message = `${item['kind']}${group === '' ? '' : `.${group}`} "${item['metadata'].name}" is invalid: ${said.length === 1 ? said[0] : `[${said.join(', ')}]`}`;
  return {
    ...statusOf(422, 'Invalid', message),
    details: {
      name: item['metadata'].name,
      group,
      kind: item['kind'],
      causes: causes.map(({ field, message: text }) => ({ reason: 'FieldValueInvalid', message: text, field })),
    },
  };
}

function log(state: ClusterState, pod: Item, search: URLSearchParams, response: ServerResponse): void {
  const [first = {}] = (pod['status']?.containerStatuses ?? []) as readonly Item[];
  const name = pod['metadata'].name as string;
  const container = search.get('container') ?? first['name'];
  const bad = (message: string): void => send(response, 400, statusOf(400, 'BadRequest', message));
  if (search.get('previous') === 'true' && first['lastState']?.terminated === undefined)
    return bad(`previous terminated container "${container}" in pod "${name}" not found`);
  if (search.get('previous') !== 'true' && first['state']?.waiting !== undefined && first['lastState']?.terminated === undefined)
    return bad(`container "${container}" in pod "${name}" is waiting to start: ${first['state'].waiting.reason}`);
  const workload = name.replace(/-[0-9a-f]{10}-[0-9a-f]{5}$/, '');
  const { logs, previousLogs } = state.scenario;
  const text = (search.get('previous') === 'true' ? previousLogs : undefined)?.[workload] ?? logs?.[workload] ?? 'started\n';
  response.writeHead(200, { 'content-type': 'text/plain' });
  if (search.get('follow') === 'true') response.write(text);
  else response.end(text);
}

/** Changes as they come, seen by looking again; ends with the connection. */
function watch(response: ServerResponse, list: () => readonly Item[]): void {
  response.writeHead(200, { 'content-type': 'application/json', 'transfer-encoding': 'chunked' });
  response.flushHeaders();
  const seen = new Map<string, Item>();
  const tell = (isFirst: boolean): void => {
    const now = new Map(list().map((item) => [item['metadata'].uid as string, item]));
    for (const [uid, item] of now) {
      const old = seen.get(uid);
      if (old?.['metadata'].resourceVersion === item['metadata'].resourceVersion) continue;
      seen.set(uid, item);
      if (!isFirst) response.write(`${JSON.stringify({ type: old === undefined ? 'ADDED' : 'MODIFIED', object: item })}\n`);
    }
    for (const [uid, item] of seen)
      if (!now.has(uid)) {
        seen.delete(uid);
        response.write(`${JSON.stringify({ type: 'DELETED', object: item })}\n`);
      }
  };
  // A watch begins at the version of a list: only what changes from now on.
  tell(true);
  const timer = setInterval(() => tell(false), 50);
  response.on('close', () => clearInterval(timer));
}

interface Place {
  readonly resource: Resource;
  readonly namespace?: string;
  readonly name?: string;
  readonly sub?: string;
}

/** `/apis/apps/v1/namespaces/default/deployments/api`. */
function placeOf(path: string): Place | undefined {
  const words = path.split('/').filter((word) => word !== '');
  const [root, ...rest] = words;
  const [group, after] = root === 'api' ? ['', rest.slice(1)] : [rest[0], rest.slice(2)];
  const isWithin = after[0] === 'namespaces' && after.length > 2;
  const [plural, name, sub] = isWithin ? after.slice(2) : after;
  const resource = resources.find((each) => each.group === group && each.plural === plural);
  if (resource === undefined) return undefined;
  const namespace = isWithin ? after[1] : undefined;
  return {
    resource,
    ...(namespace === undefined ? {} : { namespace }),
    ...(name === undefined ? {} : { name }),
    ...(sub === undefined ? {} : { sub }),
  };
}

function isSelected(item: Item, search: URLSearchParams): boolean {
  const valueAt = (path: string): unknown => path.split('.').reduce<unknown>((at, key) => (at as Item | undefined)?.[key], item);
  const fields = (search.get('fieldSelector') ?? '').split(',').filter((term) => term !== '');
  const labels = (search.get('labelSelector') ?? '').split(',').filter((term) => term !== '');
  const matches = (term: string, read: (key: string) => unknown): boolean => {
    const [, key = '', operator = '', value = ''] = /^([^!=]+)(!=|==?)(.*)$/.exec(term) ?? [];
    return operator === '!=' ? read(key) !== value : read(key) === value;
  };
  return fields.every((term) => matches(term, valueAt)) && labels.every((term) => matches(term, (key) => item['metadata'].labels?.[key]));
}

function listOf({ kind, group, version }: Resource, items: readonly Item[]): Item {
  return { kind: `${kind}List`, apiVersion: group === '' ? version : `${group}/${version}`, metadata: { resourceVersion: '1000' }, items };
}

function statusOf(code: number, reason: string, message: string): Item {
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code };
}

/** What kubectl asks before anything else. */
function discovery(path: string): Item | undefined {
  const groups = [...new Set(resources.map(({ group }) => group))].filter((group) => group !== '');
  if (path === '/version') return { major: '1', minor: '31', gitVersion: 'v1.31.5+k3s1' };
  if (path === '/api') return { kind: 'APIVersions', versions: ['v1'] };
  if (path === '/apis')
    return {
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: groups.map((name) => ({
        name,
        versions: [{ groupVersion: `${name}/v1`, version: 'v1' }],
        preferredVersion: { groupVersion: `${name}/v1`, version: 'v1' },
      })),
    };
  if (path === '/openapi/v3')
    return {
      paths: Object.fromEntries(
        ['api/v1', ...groups.map((group) => `apis/${group}/v1`)].map((key) => [key, { serverRelativeURL: `/openapi/v3/${key}` }]),
      ),
    };
  const [, root, group = ''] = /^\/(?:openapi\/v3\/)?(apis?)(?:\/([^/]+))?\/v1$/.exec(path) ?? [];
  if (root === undefined) return undefined;
  const own = resources.filter((resource) => resource.group === (root === 'api' ? '' : group));
  return path.startsWith('/openapi')
    ? openApi(own)
    : { kind: 'APIResourceList', groupVersion: root === 'api' ? 'v1' : `${group}/v1`, resources: own.map(resourceEntry) };
}

function resourceEntry({ plural, kind, isNamespaced }: Resource): Item {
  return {
    name: plural,
    singularName: kind.toLowerCase(),
    namespaced: isNamespaced,
    kind,
    verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
  };
}

/** Enough for kubectl to believe that the server validates fields and knows dry runs. */
function openApi(own: readonly Resource[]): Item {
  const path = ({ group, version, kind, plural, isNamespaced }: Resource): [string, Item] => [
    `/${group === '' ? 'api' : `apis/${group}`}/${version}/${isNamespaced ? 'namespaces/{namespace}/' : ''}${plural}/{name}`,
    {
      patch: {
        parameters: ['dryRun', 'fieldManager', 'fieldValidation'].map((name) => ({ name, in: 'query', schema: { type: 'string' } })),
        responses: {},
        'x-kubernetes-group-version-kind': { group, version, kind },
      },
    },
  ];
  return {
    openapi: '3.0.0',
    info: { title: 'double', version: 'v1.31.5' },
    paths: Object.fromEntries(own.map(path)),
    components: { schemas: {} },
  };
}

function send(response: ServerResponse, code: number, body: unknown): void {
  response.writeHead(code, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
