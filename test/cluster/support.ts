import assert from 'node:assert/strict';
import { FactStore } from '../../server/src/engine/facts/facts.js';
import { applyEdits } from '../../server/src/engine/text/span.js';
import { diagnose, type Verdict } from '../../server/src/cluster/diagnose/diagnose.js';
import { prepareManifests } from '../../server/src/cluster/prepare.js';
import { factsOf } from '../../server/src/languages/index.js';
import type { Evidence } from '../../server/src/protocol.js';

// Evidence as kubectl 1.28 to 1.34 prints it, cut down to what a reader may need.

type Data = Record<string, unknown>;

export const manifestPath = '/work/k8s/app.yaml';
export const dockerfilePath = '/work/api/Dockerfile';

export const manifest = (container = '', pod = '', image = 'myapp:dev'): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api # the only one
spec:
  replicas: 1
  selector:
    matchLabels: { app: api }
  template:
    metadata:
      labels: { app: api }
    spec:
${indent(pod, 6)}      containers:
        - name: api
          image: ${image} # built here
${indent(container, 10)}`;

export function indent(text: string, by: number): string {
  const lines = text.replace(/^\n/, '').trimEnd();
  return lines === '' ? '' : `${lines.replace(/^(?=.)/gm, ' '.repeat(by))}\n`;
}

export const replicaSet = (name = 'api-6c9f7b7d9', revision = 2): Data => ({
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  metadata: {
    name,
    uid: `uid-${name}`,
    creationTimestamp: `2026-11-20T18:0${revision}:00Z`,
    annotations: { 'deployment.kubernetes.io/revision': String(revision) },
    ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'api', uid: 'uid-api', controller: true }],
  },
});

export const deployment = (status: Data = {}): Data => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'api', namespace: 'default', uid: 'uid-api', generation: 2 },
  spec: { replicas: 1 },
  status: { observedGeneration: 2, replicas: 1, updatedReplicas: 1, unavailableReplicas: 1, ...status },
});

export interface PodOptions {
  readonly name?: string;
  readonly set?: string;
  readonly spec?: Data;
  readonly container?: Data;
  readonly status?: Data;
  readonly podStatus?: Data;
  readonly metadata?: Data;
}

/** A pod of Deployment `api` with one container; `status` is its containerStatus. */
export function pod({
  name = 'api-6c9f7b7d9-x2x4z',
  set = 'api-6c9f7b7d9',
  spec,
  container,
  status,
  podStatus,
  metadata,
}: PodOptions = {}): Data {
  const image = (container?.['image'] as string | undefined) ?? 'myapp:dev';
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'default',
      uid: `uid-${name}`,
      creationTimestamp: '2026-11-20T18:02:01Z',
      labels: { app: 'api', 'pod-template-hash': set.slice(4) },
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: set, uid: `uid-${set}`, controller: true }],
      ...metadata,
    },
    spec: {
      restartPolicy: 'Always',
      nodeName: 'k3d-dev-server-0',
      terminationGracePeriodSeconds: 30,
      containers: [{ name: 'api', image, imagePullPolicy: 'IfNotPresent', ...container }],
      ...spec,
    },
    status: {
      phase: 'Pending',
      conditions: [
        { type: 'PodScheduled', status: 'True' },
        { type: 'Ready', status: status?.['ready'] === true ? 'True' : 'False', reason: 'ContainersNotReady' },
      ],
      containerStatuses: [{ name: 'api', image, ready: false, restartCount: 0, started: false, state: {}, lastState: {}, ...status }],
      ...podStatus,
    },
  };
}

export const waiting = (reason: string, message?: string, more: Data = {}): Data => ({
  state: { waiting: message === undefined ? { reason } : { reason, message } },
  ...more,
});
export const ended = (exitCode: number, reason = 'Error', message?: string): Data => ({
  terminated: {
    exitCode,
    reason,
    ...(message === undefined ? {} : { message }),
    startedAt: '2026-11-20T18:03:00Z',
    finishedAt: '2026-11-20T18:03:01Z',
    containerID: 'containerd://4f1d',
  },
});
export const crashing = (exitCode: number, reason = 'Error', restartCount = 4): Data => ({
  restartCount,
  state: {
    waiting: { reason: 'CrashLoopBackOff', message: 'back-off 1m20s restarting failed container=api pod=api-6c9f7b7d9-x2x4z_default(uid)' },
  },
  lastState: ended(exitCode, reason),
});
export const running = (more: Data = {}): Data => ({ state: { running: { startedAt: '2026-11-20T18:02:05Z' } }, started: true, ...more });

export interface EventOptions {
  readonly kind?: string;
  readonly name?: string;
  readonly container?: string;
  readonly count?: number;
  readonly type?: string;
}
export const event = (reason: string, message: string, options: EventOptions = {}): Data => {
  const name = options.name ?? 'api-6c9f7b7d9-x2x4z';
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${name}.17a`, creationTimestamp: '2026-11-20T18:02:10Z' },
    involvedObject: {
      kind: options.kind ?? 'Pod',
      name,
      uid: `uid-${name}`,
      ...((options.container ?? 'api') === '' ? {} : { fieldPath: `spec.containers{${options.container ?? 'api'}}` }),
    },
    reason,
    message,
    type: options.type ?? 'Warning',
    count: options.count ?? 3,
    firstTimestamp: '2026-11-20T18:02:10Z',
    lastTimestamp: '2026-11-20T18:03:10Z',
    source: { component: 'kubelet' },
  };
};

export const node = (more: Data = {}, labels: Data = {}): Data => ({
  kind: 'Node',
  metadata: { name: 'k3d-dev-server-0', labels: { 'kubernetes.io/hostname': 'k3d-dev-server-0', ...labels } },
  status: {
    allocatable: { cpu: '4', memory: '8147724Ki', pods: '110', ...more },
    nodeInfo: { architecture: 'amd64', kubeletVersion: 'v1.31.5+k3s1' },
  },
});

export const logs = (text: string, previous = true, container = 'api'): Evidence['logs'] => [
  { pod: 'api-6c9f7b7d9-x2x4z', container, previous, text },
];

export const local = { reference: 'myapp:dev', isInDocker: true, onNodes: [], architecture: 'amd64' } as const;

/** What a case is given; files by absolute path. */
export interface Situation {
  readonly files: Readonly<Record<string, string>>;
  readonly evidence: Partial<Evidence>;
}

export function evidenceOf({ files, evidence }: Situation): Evidence {
  const texts = Object.entries(files).flatMap(([path, text]) => (/\.ya?ml$/.test(path) ? [{ path, text }] : []));
  return {
    namespace: 'default',
    workloads: [deployment()],
    replicaSets: [replicaSet()],
    pods: [],
    events: [],
    nodes: [node()],
    logs: [],
    images: [],
    registries: [],
    refusals: [],
    objects: prepareManifests({ texts, images: [] }).objects,
    builds: dockerfilePath in files ? [{ image: 'myapp:dev', dockerfile: dockerfilePath, target: null }] : [],
    ...evidence,
  };
}

export function diagnosed(situation: Situation, evidence = evidenceOf(situation)): readonly Verdict[] {
  const { files } = situation;
  const store = new FactStore();
  for (const [path, text] of Object.entries(files)) store.set(path, factsOf(path, text));
  store.complete = true;
  return diagnose(evidence, { read: (path) => files[path], workspace: store.view(undefined) });
}

export const placeText = ({ place }: Verdict): string | undefined => place?.text.slice(place.span.start, place.span.end);

/** Applies the change, then looks that the same evidence offers none of that name any more, or the same that does nothing. */
export function fixed(situation: Situation, found: Verdict, title: string): string {
  const offer = found.offers.find((each) => each.kind === 'edit' && each.title === title);
  assert.ok(offer?.kind === 'edit', `"${title}" among ${found.offers.map((each) => each.title).join(' | ')}`);
  const evidence = evidenceOf(situation);
  const text = applyEdits(offer.text, offer.edits);
  const again = diagnosed({ ...situation, files: { ...situation.files, [offer.path]: text } }, evidence);
  for (const verdict of again) {
    for (const other of verdict.offers) {
      if (other.kind !== 'edit' || other.title !== title || other.path !== offer.path) continue;
      assert.equal(applyEdits(other.text, other.edits), text, `a second "${title}" changes nothing`);
    }
  }
  return text;
}

export const situation = (text: string, evidence: Situation['evidence'], dockerfile?: string): Situation => ({
  files: { [manifestPath]: text, ...(dockerfile === undefined ? {} : { [dockerfilePath]: dockerfile }) },
  evidence,
});

/** The one finding that is there. */
export function only(given: Situation): Verdict {
  const found = diagnosed(given);
  assert.equal(found.length, 1, `one finding, not ${found.map(({ code }) => code).join(', ') || 'none'}`);
  return found[0] as Verdict;
}

export const titles = (found: Verdict): string[] => found.offers.map(({ title }) => title);
