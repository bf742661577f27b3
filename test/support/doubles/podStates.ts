import type { Item } from './clusterState.js';

/** What a pod of the double can be in. */
export type PodState =
  | 'creating'
  | 'running'
  | 'unready'
  | 'image-pull'
  | 'image-pull-back-off'
  | 'never-present'
  | 'non-root'
  | 'config-missing'
  | 'crash'
  | 'oom'
  | 'unschedulable';

export interface PodEvent {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  readonly component: 'kubelet' | 'default-scheduler';
  /** `spec.containers{api}`. */
  readonly fieldPath?: string;
}

/** A pod's status as the kubelet writes it, for its first container, and the events of that state. */
export function podStatus(
  state: PodState,
  pod: Item,
  sinceMs: number,
  imageId: (image: string) => string = () => '',
): { readonly status: Item; readonly events: readonly PodEvent[] } {
  const containers = pod['spec'].containers as readonly Item[];
  const [first = {}] = containers;
  const image = String(first['image']);
  const fieldPath = `spec.containers{${first['name']}}`;
  const startedAt = new Date(Date.now() - sinceMs).toISOString().replace(/\.\d+/, '');
  const warn = (reason: string, message: string): PodEvent => ({ type: 'Warning', reason, message, component: 'kubelet', fieldPath });
  const waiting = (reason: string, message: string, more: Item = {}): Item => ({
    state: { waiting: { reason, message } },
    ready: false,
    started: false,
    restartCount: 0,
    lastState: {},
    ...more,
  });
  const crashed = (exitCode: number, reason: string): Item => ({
    restartCount: 3,
    lastState: { terminated: { exitCode, reason, startedAt, finishedAt: startedAt, containerID: 'containerd://1b2c' } },
  });
  const running = (ready: boolean): Item => ({ state: { running: { startedAt } }, ready, started: true, restartCount: 0, lastState: {} });
  const pull = `failed to pull and unpack image "docker.io/library/${image}": failed to resolve reference "docker.io/library/${image}": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`;
  const table: Readonly<Record<PodState, () => readonly [phase: string, container: Item, events: readonly PodEvent[]]>> = {
    creating: () => ['Pending', waiting('ContainerCreating', ''), []],
    running: () => [
      'Running',
      running(true),
      [{ type: 'Normal', reason: 'Started', message: `Started container ${first['name']}`, component: 'kubelet', fieldPath }],
    ],
    unready: () => ['Running', running(false), [warn('Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 404')]],
    'image-pull': () => ['Pending', waiting('ErrImagePull', pull), [warn('Failed', `Failed to pull image "${image}": ${pull}`)]],
    'image-pull-back-off': () => [
      'Pending',
      waiting('ImagePullBackOff', `Back-off pulling image "${image}": ErrImagePull: ${pull}`),
      [warn('Failed', `Failed to pull image "${image}": ${pull}`), warn('BackOff', `Back-off pulling image "${image}"`)],
    ],
    'never-present': () => {
      const message = `Container image "${image}" is not present with pull policy of Never`;
      return ['Pending', waiting('ErrImageNeverPull', message), [warn('ErrImageNeverPull', message)]];
    },
    'non-root': () => {
      const message = `container has runAsNonRoot and image has non-numeric user (appuser), cannot verify user is non-root (pod: "${pod['metadata'].name}_${pod['metadata'].namespace}(${pod['metadata'].uid})", container: ${first['name']})`;
      return ['Pending', waiting('CreateContainerConfigError', message), [warn('Failed', `Error: ${message}`)]];
    },
    'config-missing': () => [
      'Pending',
      waiting('CreateContainerConfigError', 'configmap "api-config" not found'),
      [warn('Failed', 'Error: configmap "api-config" not found')],
    ],
    crash: () => {
      const message = `back-off 40s restarting failed container=${first['name']} pod=${pod['metadata'].name}_${pod['metadata'].namespace}(${pod['metadata'].uid})`;
      return [
        'Running',
        waiting('CrashLoopBackOff', message, crashed(1, 'Error')),
        [warn('BackOff', `Back-off restarting failed container ${first['name']} in pod ${pod['metadata'].name}`)],
      ];
    },
    oom: () => [
      'Running',
      waiting('CrashLoopBackOff', `back-off 40s restarting failed container=${first['name']}`, crashed(137, 'OOMKilled')),
      [],
    ],
    unschedulable: () => [
      'Pending',
      {},
      [
        {
          type: 'Warning',
          reason: 'FailedScheduling',
          message:
            '0/1 nodes are available: 1 Insufficient memory. preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.',
          component: 'default-scheduler',
        },
      ],
    ],
  };
  const [phase, container, events] = table[state]();
  const isScheduled = state !== 'unschedulable';
  const isReady = state === 'running';
  const status = {
    phase,
    startTime: startedAt,
    conditions: [
      {
        type: 'PodScheduled',
        status: isScheduled ? 'True' : 'False',
        ...(isScheduled ? {} : { reason: 'Unschedulable', message: events[0]?.message }),
      },
      { type: 'Ready', status: isReady ? 'True' : 'False' },
    ],
    ...(isScheduled
      ? {
          containerStatuses: containers.map((each, i) => ({
            name: each['name'],
            image: each['image'],
            imageID: state === 'creating' ? '' : imageId(String(each['image'])),
            ...(i === 0 ? container : running(true)),
          })),
        }
      : {}),
  };
  return { status, events };
}
