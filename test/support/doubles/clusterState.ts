import { createHash, randomUUID } from 'node:crypto';
import { podStatus, type PodState } from './podStates.js';

// oxlint-disable-next-line typescript/no-explicit-any -- Kubernetes objects as JSON
export type Item = Record<string, any>;

export interface ClusterScenario {
  /** What becomes of pods, by the name of their workload; the states follow each other in time. */
  readonly pods?: Readonly<Record<string, readonly { readonly afterMs: number; readonly state: PodState }[]>>;
  /** Milliseconds until a pod without a scenario is ready. */
  readonly readyMs?: number;
  /** Whether nodes can run an image; all of them when absent. */
  readonly hasImage?: (image: string) => boolean;
  /** Objects that the server refuses, by `Kind/name`: fields and messages of its causes. */
  readonly invalid?: Readonly<Record<string, readonly { readonly field: string; readonly message: string }[]>>;
  /** Milliseconds that the server takes to make objects, by `Kind/name`. */
  readonly slow?: Readonly<Record<string, number>>;
  readonly nodes?: readonly string[];
  /** Id of what a node holds under an image's name, when a container of it starts. */
  readonly imageId?: (image: string) => string;
  /** Of a container, by `workload`; what it wrote. */
  readonly logs?: Readonly<Record<string, string>>;
  /** Of its run before the last restart; the same when absent. */
  readonly previousLogs?: Readonly<Record<string, string>>;
}

/** Kinds of the double: API path, plural, whether they lie in a namespace. */
export const resources = [
  { group: '', version: 'v1', kind: 'Pod', plural: 'pods', isNamespaced: true },
  { group: '', version: 'v1', kind: 'Service', plural: 'services', isNamespaced: true },
  { group: '', version: 'v1', kind: 'ConfigMap', plural: 'configmaps', isNamespaced: true },
  { group: '', version: 'v1', kind: 'Secret', plural: 'secrets', isNamespaced: true },
  { group: '', version: 'v1', kind: 'ServiceAccount', plural: 'serviceaccounts', isNamespaced: true },
  { group: '', version: 'v1', kind: 'PersistentVolumeClaim', plural: 'persistentvolumeclaims', isNamespaced: true },
  { group: '', version: 'v1', kind: 'Event', plural: 'events', isNamespaced: true },
  { group: '', version: 'v1', kind: 'Node', plural: 'nodes', isNamespaced: false },
  { group: '', version: 'v1', kind: 'Namespace', plural: 'namespaces', isNamespaced: false },
  { group: 'apps', version: 'v1', kind: 'Deployment', plural: 'deployments', isNamespaced: true },
  { group: 'apps', version: 'v1', kind: 'ReplicaSet', plural: 'replicasets', isNamespaced: true },
  { group: 'apps', version: 'v1', kind: 'StatefulSet', plural: 'statefulsets', isNamespaced: true },
  { group: 'apps', version: 'v1', kind: 'DaemonSet', plural: 'daemonsets', isNamespaced: true },
  { group: 'batch', version: 'v1', kind: 'Job', plural: 'jobs', isNamespaced: true },
  { group: 'networking.k8s.io', version: 'v1', kind: 'Ingress', plural: 'ingresses', isNamespaced: true },
] as const;

export type Resource = (typeof resources)[number];

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';
const revisionKey = 'deployment.kubernetes.io/revision';

/** Objects and what becomes of them. Pods live by the clock: their status is worked out when somebody asks. */
export class ClusterState {
  scenario: ClusterScenario;
  readonly #items = new Map<string, Item>();
  #version = 100;

  constructor(scenario: ClusterScenario = {}) {
    this.scenario = scenario;
    for (const name of ['default', 'kube-system', 'kube-public']) this.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    for (const name of scenario.nodes ?? ['k3d-dev-server-0'])
      this.put({
        apiVersion: 'v1',
        kind: 'Node',
        metadata: { name, labels: { 'kubernetes.io/arch': 'amd64' } },
        status: { nodeInfo: { architecture: 'amd64' }, allocatable: { cpu: '4', memory: '8029368Ki' }, images: [] },
      });
  }

  get(kind: string, namespace: string, name: string): Item | undefined {
    return this.list(kind, namespace).find((item) => item['metadata'].name === name);
  }

  list(kind: string, namespace?: string): readonly Item[] {
    this.#live();
    return [...this.#items.values()].filter(
      (item) => item['kind'] === kind && (namespace === undefined || namespace === '' || (item['metadata'].namespace ?? '') === namespace),
    );
  }

  hasNamespace(name: string): boolean {
    return this.list('Namespace').some((item) => item['metadata'].name === name);
  }

  /** Creates or replaces; returns what is stored then. */
  put(item: Item): Item {
    const old = this.#items.get(keyOf(item));
    const isChanged = old === undefined || JSON.stringify(old['spec']) !== JSON.stringify(item['spec']);
    const metadata = {
      ...item['metadata'],
      uid: old?.['metadata'].uid ?? randomUUID(),
      creationTimestamp: old?.['metadata'].creationTimestamp ?? new Date().toISOString().replace(/\.\d+/, ''),
      resourceVersion: String(++this.#version),
      generation: (old?.['metadata'].generation ?? 0) + (isChanged ? 1 : 0),
    };
    const stored: Item = { ...item, metadata, ...(old?.['status'] === undefined ? {} : { status: old['status'] }) };
    this.#items.set(keyOf(stored), stored);
    if (stored['kind'] === 'Deployment') this.#rollOut(stored);
    return stored;
  }

  remove(item: Item): void {
    this.#items.delete(keyOf(item));
    for (const child of this.#items.values()) if (child['metadata'].ownerReferences?.[0]?.uid === item['metadata'].uid) this.remove(child);
  }

  /** As kubectl's client-side apply patches: the whole wish is in an annotation. */
  patched(old: Item, type: string, patch: unknown): Item {
    if (type.includes('json-patch')) return jsonPatched(old, patch as readonly Item[]);
    const change = patch as Item;
    const wish = change['metadata']?.annotations?.[lastApplied] as string | undefined;
    if (wish !== undefined) {
      const wanted = JSON.parse(wish) as Item;
      return {
        ...old,
        ...wanted,
        metadata: {
          ...old['metadata'],
          ...wanted['metadata'],
          annotations: { ...old['metadata'].annotations, ...wanted['metadata'].annotations, [lastApplied]: wish },
        },
      };
    }
    return merged(old, change) as Item;
  }

  #rollOut(deployment: Item): void {
    const { metadata, spec } = deployment;
    const hash = createHash('sha256').update(JSON.stringify(spec.template)).digest('hex').slice(0, 10);
    const own = this.#childrenOf(deployment, 'ReplicaSet');
    const top = Math.max(0, ...own.map((set) => Number(set['metadata'].annotations[revisionKey])));
    let current = own.find((set) => set['metadata'].labels['pod-template-hash'] === hash);
    if (current !== undefined && Number(current['metadata'].annotations[revisionKey]) === top) return;
    const labels = { ...spec.template.metadata?.labels, 'pod-template-hash': hash };
    const setMetadata = {
      name: `${metadata.name}-${hash}`,
      namespace: metadata.namespace,
      labels,
      annotations: { [revisionKey]: String(top + 1) },
      ownerReferences: [ownerOf(deployment)],
    };
    current = this.put({
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: setMetadata,
      spec: {
        replicas: spec.replicas ?? 1,
        selector: { matchLabels: labels },
        template: { ...spec.template, metadata: { ...spec.template.metadata, labels } },
      },
    });
    metadata.annotations = { ...metadata.annotations, [revisionKey]: String(top + 1) };
    for (let i = 0; i < (spec.replicas ?? 1); i++)
      this.put({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          name: `${metadata.name}-${hash}-${randomUUID().slice(0, 5)}`,
          namespace: metadata.namespace,
          labels,
          ownerReferences: [ownerOf(current)],
          annotations: {},
        },
        spec: { ...spec.template.spec, nodeName: this.list('Node')[0]?.['metadata'].name },
      });
  }

  #childrenOf(owner: Item, kind: string): readonly Item[] {
    return [...this.#items.values()].filter(
      (item) => item['kind'] === kind && item['metadata'].ownerReferences?.[0]?.uid === owner['metadata'].uid,
    );
  }

  /** Brings pods, their events and their Deployments to the present moment. */
  #live(): void {
    for (const pod of [...this.#items.values()].filter(({ kind }) => kind === 'Pod')) {
      const { state, sinceMs } = this.#stateOf(pod);
      if (pod['metadata'].annotations?.['double/state'] === state) continue;
      const { status, events } = podStatus(state, pod, sinceMs, this.scenario.imageId);
      const next = {
        ...pod,
        status,
        metadata: { ...pod['metadata'], resourceVersion: String(++this.#version), annotations: { 'double/state': state } },
      };
      this.#items.set(keyOf(pod), next);
      for (const [i, event] of events.entries()) {
        const name = `${pod['metadata'].name}.${state}.${i}`;
        this.#items.set(`Event ${pod['metadata'].namespace} ${name}`, {
          apiVersion: 'v1',
          kind: 'Event',
          metadata: { name, namespace: pod['metadata'].namespace, uid: randomUUID(), resourceVersion: String(++this.#version) },
          involvedObject: {
            kind: 'Pod',
            namespace: pod['metadata'].namespace,
            name: pod['metadata'].name,
            uid: pod['metadata'].uid,
            apiVersion: 'v1',
            ...(event.fieldPath === undefined ? {} : { fieldPath: event.fieldPath }),
          },
          reason: event.reason,
          message: event.message,
          type: event.type,
          count: 1,
          firstTimestamp: new Date().toISOString().replace(/\.\d+/, ''),
          lastTimestamp: new Date().toISOString().replace(/\.\d+/, ''),
          source: { component: event.component },
        });
      }
    }
    for (const deployment of [...this.#items.values()].filter(({ kind }) => kind === 'Deployment')) this.#count(deployment);
  }

  #stateOf(pod: Item): { state: PodState; sinceMs: number } {
    const created = this.#bornAt(pod);
    const age = Date.now() - created;
    const workload = (pod['metadata'].name as string).replace(/-[0-9a-f]{10}-[0-9a-f]{5}$/, '');
    const script = this.scenario.pods?.[workload];
    const at = script?.filter(({ afterMs }) => afterMs <= age).at(-1);
    if (at !== undefined) return { state: at.state, sinceMs: age - at.afterMs };
    const missing = (pod['spec'].containers as readonly Item[]).some(({ image }) => this.scenario.hasImage?.(image) === false);
    if (missing) return { state: age < 300 ? 'image-pull' : 'image-pull-back-off', sinceMs: age };
    return { state: age < (this.scenario.readyMs ?? 100) ? 'creating' : 'running', sinceMs: age };
  }

  readonly #births = new Map<string, number>();
  #bornAt(pod: Item): number {
    const uid = pod['metadata'].uid as string;
    const born = this.#births.get(uid) ?? Date.now();
    this.#births.set(uid, born);
    return born;
  }

  /** Pods of older templates go when the newest are ready. */
  #count(deployment: Item): void {
    const sets = [...this.#childrenOf(deployment, 'ReplicaSet')].sort(
      (a, b) => Number(b['metadata'].annotations[revisionKey]) - Number(a['metadata'].annotations[revisionKey]),
    );
    const [newest, ...older] = sets;
    const podsOf = (set: Item | undefined): readonly Item[] => (set === undefined ? [] : this.#childrenOf(set, 'Pod'));
    const wanted = (deployment['spec'].replicas ?? 1) as number;
    const updated = podsOf(newest);
    const ready = updated.filter(isReady).length;
    if (ready >= wanted) for (const set of older) for (const pod of podsOf(set)) this.#items.delete(keyOf(pod));
    const old = older.flatMap(podsOf);
    const status = {
      observedGeneration: deployment['metadata'].generation,
      replicas: updated.length + old.length,
      updatedReplicas: updated.length,
      readyReplicas: ready + old.filter(isReady).length,
      availableReplicas: ready + old.filter(isReady).length,
      conditions: [{ type: 'Progressing', status: 'True', reason: ready >= wanted ? 'NewReplicaSetAvailable' : 'ReplicaSetUpdated' }],
    };
    if (JSON.stringify(status) === JSON.stringify(deployment['status'])) return;
    this.#items.set(keyOf(deployment), {
      ...deployment,
      status,
      metadata: { ...deployment['metadata'], resourceVersion: String(++this.#version) },
    });
  }
}

function isReady(pod: Item): boolean {
  return pod['status']?.conditions?.some((condition: Item) => condition['type'] === 'Ready' && condition['status'] === 'True') === true;
}

function keyOf({ kind, metadata }: Item): string {
  return `${kind} ${metadata.namespace ?? ''} ${metadata.name}`;
}

function ownerOf({ apiVersion, kind, metadata }: Item): Item {
  return { apiVersion, kind, name: metadata.name, uid: metadata.uid, controller: true, blockOwnerDeletion: true };
}

/** RFC 7386; lists are replaced whole. */
export function merged(old: unknown, change: unknown): unknown {
  if (typeof change !== 'object' || change === null || Array.isArray(change)) return change;
  const result: Item = typeof old === 'object' && old !== null && !Array.isArray(old) ? { ...old } : {};
  for (const [key, value] of Object.entries(change)) {
    if (value === null) delete result[key];
    else if (!key.startsWith('$')) result[key] = merged(result[key], value);
  }
  return result;
}

function jsonPatched(old: Item, patch: readonly Item[]): Item {
  const next = structuredClone(old);
  for (const { path, value } of patch) {
    const keys = (path as string).slice(1).split('/');
    const last = keys.pop() ?? '';
    let at: Item = next;
    for (const key of keys) at = at[key] as Item;
    at[last] = value;
  }
  return next;
}
