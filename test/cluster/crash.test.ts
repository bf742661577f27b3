import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crashing, ended, event, fixed, logs, manifest, only, placeText, pod, running, situation, titles } from './support.js';

const python = 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nUSER 10001\nCMD ["gunicorn", "app:app", "--bind", "0.0.0.0:8000"]\n';
const readOnly = 'securityContext:\n  readOnlyRootFilesystem: true # hard';

test('killed for its memory limit, which is named and doubled', () => {
  const limits = { resources: { limits: { memory: '128Mi' }, requests: { memory: '64Mi' } } };
  const given = situation(manifest('resources:\n  limits: { memory: 128Mi }\n  requests: { memory: 64Mi }'), {
    pods: [pod({ status: crashing(137, 'OOMKilled'), container: limits })],
  });
  const found = only(given);
  assert.equal(found.code, 'out-of-memory');
  assert.equal(placeText(found), '128Mi');
  assert.match(found.cause, /memory limit of `128Mi` \(128 MiB\)/);
  assert.equal(found.isHopeless, true);
  assert.match(fixed(given, found, 'Raise the memory limit to `256Mi`'), /limits: \{ memory: 256Mi \}/);
});

test('written to a read-only root: where a runtime names the place', () => {
  for (const [line, folder, dockerfile] of [
    ["OSError: [Errno 30] Read-only file system: '/app/cache/index.db'", '/app/cache', python],
    ["Error: EROFS: read-only file system, open '/var/lib/app/state.json'", '/var/lib/app', python],
    [
      'nginx: [emerg] mkdir() "/var/cache/nginx/client_temp" failed (30: Read-only file system)'.replace(/"/g, '"'),
      '/var/cache/nginx',
      'FROM nginx:1.29\n',
    ],
    ['open /tmp/x.sock: read-only file system', '/tmp', python],
    ["touch: cannot touch '/run/app.pid': Read-only file system", '/run', python],
    ['/entrypoint.sh: 3: cannot create /data/x: Read-only file system', '/data', python],
    ["FileNotFoundError: [Errno 2] No usable temporary directory found in ['/tmp', '/var/tmp', '/usr/tmp', '/app']", '/tmp', python],
  ] as const) {
    const given = situation(manifest(readOnly), { pods: [pod({ status: crashing(1) })], logs: logs(`Traceback\n${line}\n`) }, dockerfile);
    const found = only(given);
    assert.equal(found.code, 'read-only-file-system', line);
    assert.equal(placeText(found), 'true');
    const text = fixed(given, found, `Mount an emptyDir at \`${folder}\``);
    assert.match(text, new RegExp(`mountPath: ${folder}\n`), line);
    assert.match(text, /readOnlyRootFilesystem: true # hard/, 'the restriction stays');
    assert.match(text, /emptyDir: \{\}/);
  }
});

test('a volume that would hide the application is not offered', () => {
  const found = only(
    situation(
      manifest(readOnly),
      { pods: [pod({ status: crashing(1) })], logs: logs("OSError: [Errno 30] Read-only file system: '/app/db.sqlite'") },
      python,
    ),
  );
  assert.equal(found.code, 'read-only-file-system');
  assert.deepEqual(titles(found), []);
});

test('an application that fails tells why itself', () => {
  const log =
    'Traceback (most recent call last):\n  File "/app/main.py", line 3, in <module>\nModuleNotFoundError: No module named \'app\'\n';
  const found = only(situation(manifest(), { pods: [pod({ status: crashing(1) })], logs: logs(log) }, python));
  assert.equal(found.code, 'application-crashed');
  assert.equal(placeText(found), 'api');
  assert.match(found.cause, /exit code 1: ModuleNotFoundError: No module named 'app'\./);
  assert.match(found.said, /Traceback/);
  assert.equal(found.isHopeless, true);
  assert.deepEqual(found.offers, [
    { kind: 'command', title: 'Show the logs of `api`', command: 'logs', args: ['api-6c9f7b7d9-x2x4z', 'api'] },
  ]);
  const silent = only(situation(manifest(), { pods: [pod({ status: crashing(139) })] }));
  assert.match(silent.cause, /139 \(SIGSEGV\)/);
});

test('two restarts are no reason to give up, three are', () => {
  const hopeless = (restarts: number): boolean =>
    only(situation(manifest(), { pods: [pod({ status: crashing(1, 'Error', restarts) })] })).isHopeless;
  assert.deepEqual([1, 2, 3, 9].map(hopeless), [false, false, true, true]);
});

test('a process that ends by itself', () => {
  const found = only(
    situation(manifest(), { pods: [pod({ status: crashing(0, 'Completed') })] }, 'FROM python:3.13-slim\nCMD ["python"]\n'),
  );
  assert.equal(found.code, 'process-ended');
  assert.equal(placeText(found), '["python"]');
  assert.match(found.explanation, /`python` alone waits for input/);
  const own = only(
    situation(manifest('command: [nginx]'), { pods: [pod({ status: crashing(0, 'Completed'), container: { command: ['nginx'] } })] }),
  );
  assert.equal(placeText(own), '[nginx]');
});

test('exit codes of a shell: 126 and 127', () => {
  const missing = only(
    situation(
      manifest(),
      { pods: [pod({ status: crashing(127) })], logs: logs('/bin/sh: 1: uvicorn: not found\n') },
      'FROM python:3.13-slim\nCMD uvicorn app:app\n',
    ),
  );
  assert.equal(missing.code, 'executable-not-found');
  assert.equal(placeText(missing), 'uvicorn');
  const denied = only(
    situation(
      manifest(),
      { pods: [pod({ status: crashing(126) })], logs: logs('/bin/sh: 1: /app/start.sh: Permission denied\n') },
      'FROM debian:13-slim\nCOPY start.sh /app/start.sh\nCMD /app/start.sh\n',
    ),
  );
  assert.equal(denied.code, 'permission-denied');
  assert.equal(placeText(denied), 'COPY start.sh /app/start.sh');
});

test('a port below 1024 without root', () => {
  const given = situation(
    manifest('ports: [{ containerPort: 80 }]'),
    {
      pods: [pod({ status: crashing(1) })],
      logs: logs(
        "[ERROR] Can't connect to ('0.0.0.0', 80): [Errno 13] error while attempting to bind on address 0.0.0.0:80: permission denied\n",
      ),
    },
    'FROM python:3.13-slim\nUSER 10001\nEXPOSE 80\nCMD ["uvicorn", "app:app", "--host", "0.0.0.0", "--port", "80"]\n',
  );
  const found = only(given);
  assert.equal(found.code, 'privileged-port');
  assert.equal(placeText(found), '"80"');
  assert.match(fixed(given, found, 'Change port 80 to 8080'), /EXPOSE 8080\nCMD .*"8080"\]/);
});

test('killed, and nobody says for what', () => {
  const found = only(
    situation(manifest(), { pods: [pod({ status: crashing(137) })] }, 'FROM debian:13-slim\nCMD ./serve --all && echo done\n'),
  );
  assert.equal(found.code, 'killed-without-notice');
  assert.match(found.related[0]?.message ?? '', /process 1/);
});

test('a pod that has to be killed at each deployment', () => {
  const old = pod({
    name: 'api-5d4-old',
    set: 'api-5d4',
    metadata: { deletionTimestamp: '2026-11-20T18:05:00Z', deletionGracePeriodSeconds: 30 },
    status: { state: ended(137), lastState: {} },
  });
  const given = situation(
    manifest(),
    { pods: [old, pod({ status: running({ ready: true }), podStatus: { phase: 'Running' } })] },
    'FROM python:3.13-slim\nCMD python app.py\n',
  );
  const found = only(given);
  assert.equal(found.code, 'killed-at-end');
  assert.equal(found.severity, 'warning');
  assert.equal(placeText(found), 'python app.py');
  assert.match(fixed(given, found, 'Write it in the JSON form'), /CMD \["python", "app.py"\]/);
});

test('the old fault is told while the container runs for a moment again', () => {
  const status = { ...running({ restartCount: 5 }), lastState: ended(1) };
  const found = only(
    situation(manifest(), {
      pods: [pod({ status, podStatus: { phase: 'Running' } })],
      events: [event('BackOff', 'Back-off restarting failed container')],
    }),
  );
  assert.equal(found.code, 'application-crashed');
  assert.equal(found.severity, 'warning');
  assert.equal(found.isHopeless, false);
});

test('a Job that failed for good', () => {
  const text =
    'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: migrate\nspec:\n  template:\n    spec:\n      restartPolicy: Never\n      containers:\n        - name: api\n          image: myapp:dev\n';
  const job = {
    kind: 'Job',
    metadata: { name: 'migrate', uid: 'uid-migrate' },
    status: { conditions: [{ type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded' }] },
  };
  const failed = pod({
    name: 'migrate-abc',
    metadata: { ownerReferences: [{ kind: 'Job', name: 'migrate', uid: 'uid-migrate', controller: true }], labels: {} },
    spec: { restartPolicy: 'Never' },
    status: { state: ended(2), lastState: {} },
    podStatus: { phase: 'Failed' },
  });
  const found = only(situation(text, { workloads: [job], replicaSets: [], pods: [failed] }));
  assert.equal(found.code, 'application-crashed');
  assert.equal(found.workload, 'Job migrate');
  assert.equal(found.isHopeless, true);
  assert.equal(placeText(found), 'api');
});
