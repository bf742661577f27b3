import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnosed, ended, event, manifest, manifestPath, placeText, pod, situation, waiting } from './support.js';

/** Every reason for which kubelets keep a container or pod from running, of Skaffold's, DevSpace's and Tilt's lists put together. */
const reasons = [
  'ErrImagePull',
  'ImagePullBackOff',
  'ErrImageNeverPull',
  'InvalidImageName',
  'ImageInspectError',
  'RegistryUnavailable',
  'SignatureValidationFailed',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
  'StartError',
  'PreCreateHookError',
  'PreStartHookError',
  'PostStartHookError',
  'CrashLoopBackOff',
] as const;

test('no reason goes without a word, whatever words stand beside it, and each lies on a line of the manifest', () => {
  for (const reason of reasons)
    for (const message of ['words that nobody has seen before', '', undefined]) {
      const status = { ...waiting(reason, message), ...(reason === 'CrashLoopBackOff' ? { restartCount: 4, lastState: ended(3) } : {}) };
      const found = diagnosed(situation(manifest(), { pods: [pod({ status })] }));
      const about = `${reason}, ${JSON.stringify(message)}: ${JSON.stringify(found)}`;
      assert.equal(found.length, 1, about);
      const [verdict] = found;
      assert.ok(verdict !== undefined && verdict.place?.path === manifestPath, about);
      assert.ok((placeText(verdict) ?? '').length > 0, about);
      assert.ok(verdict.cause.length > 10 && verdict.explanation.length > 20, about);
      assert.doesNotMatch(`${verdict.cause} ${verdict.explanation}`, /undefined|null|NaN|``/, about);
      // A container that has restarted more than a few times, or one that cannot come to be, is not waited for.
      if (/^(?:InvalidImageName|ErrImageNeverPull|CrashLoopBackOff)$/.test(reason)) assert.ok(verdict.isHopeless, about);
    }
});

test('a container that ended is told by its own reason, too', () => {
  for (const [reason, code] of [
    ['StartError', 128],
    ['ContainerCannotRun', 127],
    ['OOMKilled', 137],
    ['Error', 1],
  ] as const) {
    const found = diagnosed(
      situation(manifest(), {
        pods: [pod({ status: { ...waiting('CrashLoopBackOff', ''), restartCount: 4, lastState: ended(code, reason) } })],
      }),
    );
    assert.equal(found.length, 1, `${reason}: ${JSON.stringify(found)}`);
    assert.ok(found[0]?.place?.path === manifestPath, reason);
  }
});

test('pods that no container can be blamed for: put out, without a sandbox, without a node', () => {
  const cases = [
    {
      podStatus: { phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: ephemeral-storage.', containerStatuses: [] },
      events: [],
    },
    {
      podStatus: {},
      events: [event('FailedCreatePodSandBox', 'Failed to create pod sandbox: words that nobody has seen', { container: '' })],
    },
    {
      podStatus: {
        containerStatuses: [],
        conditions: [
          {
            type: 'PodScheduled',
            status: 'False',
            reason: 'Unschedulable',
            message: '0/1 nodes are available: words that nobody has seen.',
          },
        ],
      },
      events: [],
    },
  ];
  for (const { podStatus, events } of cases) {
    const found = diagnosed(situation(manifest(), { pods: [pod({ podStatus, status: waiting('ContainerCreating') })], events }));
    assert.equal(found.length, 1, JSON.stringify([podStatus, found]));
    assert.ok((found[0]?.cause.length ?? 0) > 10);
  }
});
