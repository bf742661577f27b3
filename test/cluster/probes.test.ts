import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crashing, event, fixed, logs, manifest, only, placeText, pod, running, situation, titles, type Situation } from './support.js';

const ready = 'readinessProbe:\n  httpGet: { path: /health, port: 8080 }\n  periodSeconds: 5';
const readyPod = { readinessProbe: { httpGet: { path: '/health', port: 8080 }, periodSeconds: 5, timeoutSeconds: 1, failureThreshold: 3 } };
const unready = (message: string, container: Record<string, unknown> = readyPod, more: Partial<Situation['evidence']> = {}, count = 7) => ({
  pods: [pod({ container, status: running(), podStatus: { phase: 'Running' } })],
  events: [event('Unhealthy', message, { count })],
  ...more,
});
const refused = (port = 8080): string =>
  `Readiness probe failed: Get "http://10.42.0.9:${port}/health": dial tcp 10.42.0.9:${port}: connect: connection refused`;

test('a path that the application does not know, and the one of the HEALTHCHECK', () => {
  const given = situation(
    manifest(ready),
    unready('Readiness probe failed: HTTP probe failed with statuscode: 404'),
    'FROM python:3.13-slim\nHEALTHCHECK CMD ["curl", "-f", "http://localhost:8080/healthz"]\nCMD ["python", "app.py"]\n',
  );
  const found = only(given);
  assert.equal(found.code, 'probe-path-missing');
  assert.equal(placeText(found), '/health');
  assert.equal(found.related.length, 1);
  assert.match(fixed(given, found, 'Change to `/healthz`'), /path: \/healthz, port/);
});

test('another port: told by the log, or by the start command', () => {
  const byLog = situation(
    manifest(ready),
    unready(refused(), readyPod, { logs: logs('INFO: Uvicorn running on http://0.0.0.0:8000 (Press CTRL+C to quit)\n', false) }),
  );
  const found = only(byLog);
  assert.equal(found.code, 'probe-port-differs');
  assert.equal(placeText(found), '8080');
  assert.match(fixed(byLog, found, 'Change port 8080 to 8000'), /path: \/health, port: 8000/);
  const byImage = situation(
    manifest(`ports:\n  - { name: http, containerPort: 8080 }\n${ready.replace('port: 8080', 'port: http')}`),
    unready(refused(), { readinessProbe: { httpGet: { path: '/health', port: 'http' } }, ports: [{ name: 'http', containerPort: 8080 }] }),
    'FROM python:3.13-slim\nCMD ["uvicorn", "app:app", "--host", "0.0.0.0", "--port", "8000"]\n',
  );
  const second = only(byImage);
  assert.equal(second.code, 'probe-port-differs');
  assert.equal(placeText(second), '8080');
  assert.match(fixed(byImage, second, 'Change port 8080 to 8000'), /containerPort: 8000/);
  assert.match(fixed(byImage, second, 'Change port 8000 to 8080, in ../api/Dockerfile'), /"--port", "8080"/);
});

test('an application that listens on 127.0.0.1 alone', () => {
  for (const [cmd, place, fix, after] of [
    [
      'CMD ["uvicorn", "app:app", "--port", "8080"]',
      '"uvicorn"',
      'Add `--host 0.0.0.0`, in ../api/Dockerfile',
      '"8080", "--host", "0.0.0.0"]',
    ],
    ['CMD flask run --host=127.0.0.1 --port 8080', '127.0.0.1', 'Listen on 0.0.0.0', '--host=0.0.0.0'],
  ] as const) {
    const given = situation(manifest(ready), unready(refused()), `FROM python:3.13-slim\n${cmd}\n`);
    const found = only(given);
    assert.equal(found.code, 'listens-on-loopback');
    assert.equal(placeText(found), place);
    assert.ok(fixed(given, found, fix.replace(', in ../api/Dockerfile', '')).includes(after));
  }
  const logged = only(
    situation(manifest(ready), unready(refused(), readyPod, { logs: logs('Server listening at http://127.0.0.1:8080\n', false) })),
  );
  assert.equal(logged.code, 'listens-on-loopback');
  assert.equal(placeText(logged), 'api');
});

test('an answer that comes too late', () => {
  const given = situation(
    manifest(ready),
    unready(
      'Readiness probe failed: Get "http://10.42.0.9:8080/health": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
    ),
  );
  const found = only(given);
  assert.equal(found.code, 'probe-timed-out');
  assert.match(found.cause, /within 1 s/);
  assert.equal(placeText(found), 'readinessProbe');
  assert.match(fixed(given, found, 'Wait 5 s for the answer'), /timeoutSeconds: 5/);
});

test('a probe that runs what the image does not have', () => {
  const exec = ['curl', '-f', 'http://localhost:8080/health'];
  for (const message of [
    'Readiness probe errored and resulted in unknown state: rpc error: code = Unknown desc = failed to exec in container: exec: "curl": executable file not found in $PATH: unknown',
    'Readiness probe failed: OCI runtime exec failed: exec failed: unable to start container process: exec: "curl": executable file not found in $PATH: unknown',
  ]) {
    const given = situation(
      manifest('readinessProbe:\n  exec:\n    command: [curl, -f, "http://localhost:8080/health"]\n  periodSeconds: 5'),
      unready(message, { readinessProbe: { exec: { command: exec }, periodSeconds: 5 } }),
    );
    const found = only(given);
    assert.equal(found.code, 'probe-command-missing');
    assert.equal(placeText(found), 'curl');
    assert.match(
      fixed(given, found, 'Ask over HTTP instead'),
      /readinessProbe:\n +httpGet:\n +path: \/health\n +port: 8080\n +periodSeconds: 5/,
    );
  }
});

test('HTTP and HTTPS', () => {
  const given = situation(
    manifest('readinessProbe:\n  httpGet: { path: /, port: 8080, scheme: HTTPS }'),
    unready('Readiness probe failed: Get "https://10.42.0.9:8080/": http: server gave HTTP response to HTTPS client'),
  );
  const found = only(given);
  assert.equal(found.code, 'probe-scheme-differs');
  assert.equal(placeText(found), 'HTTPS');
  assert.match(fixed(given, found, 'Set `scheme: HTTP`'), /scheme: HTTP \}/);
});

test('not ready, with the answer that it gave', () => {
  const found = only(situation(manifest(ready), unready('Readiness probe failed: HTTP probe failed with statuscode: 503')));
  assert.equal(found.code, 'readiness-probe-failed');
  assert.equal(placeText(found), 'readinessProbe');
  assert.match(found.cause, /answers `\/health` with 503/);
  assert.equal(found.isHopeless, false);
  const young = only(situation(manifest(ready), unready(refused(), readyPod, {}, 1)));
  assert.equal(young.severity, 'info', 'one failure while it starts');
});

const live = 'livenessProbe:\n  httpGet: { path: /health, port: 8080 }\n  initialDelaySeconds: 5';
const livePod = {
  livenessProbe: {
    httpGet: { path: '/health', port: 8080 },
    initialDelaySeconds: 5,
    periodSeconds: 10,
    failureThreshold: 3,
    timeoutSeconds: 1,
  },
};

test('killed by the liveness probe: how long it waited, and time to start', () => {
  const given = situation(manifest(live), {
    pods: [pod({ container: livePod, status: crashing(137) })],
    events: [
      event('Killing', 'Container api failed liveness probe, will be restarted', { type: 'Normal', count: 4 }),
      event('Unhealthy', refused().replace('Readiness', 'Liveness'), { count: 12 }),
    ],
  });
  const found = only(given);
  assert.equal(found.code, 'liveness-probe-failed');
  assert.equal(placeText(found), 'livenessProbe');
  assert.match(found.cause, /gave up after 35 s/);
  const text = fixed(given, found, 'Add a startupProbe that gives it 60 s');
  assert.match(text, /startupProbe:\n +httpGet:\n +path: \/health\n +port: 8080\n +periodSeconds: 2\n +failureThreshold: 30/);
});

test('killed by the startup probe', () => {
  const startup = { startupProbe: { httpGet: { path: '/', port: 8080 }, periodSeconds: 2, failureThreshold: 10 } };
  const given = situation(manifest('startupProbe:\n  httpGet: { path: /, port: 8080 }\n  periodSeconds: 2\n  failureThreshold: 10'), {
    pods: [pod({ container: startup, status: crashing(143, 'Error', 2) })],
    events: [
      event('Killing', 'Container api failed startup probe, will be restarted', { type: 'Normal', count: 2 }),
      event('Unhealthy', 'Startup probe failed: Get "http://10.42.0.9:8080/": dial tcp 10.42.0.9:8080: connect: connection refused', {
        count: 20,
      }),
    ],
  });
  const found = only(given);
  assert.equal(found.code, 'startup-probe-failed');
  assert.equal(placeText(found), 'startupProbe');
  assert.match(found.cause, /refuses connections on port 8080: the startup probe gave up after 20 s/);
  assert.match(fixed(given, found, 'Give it 40 s to start'), /failureThreshold: 20/);
});

test('an application that fails by itself is not blamed on its probes', () => {
  const found = only(
    situation(manifest(live), {
      pods: [pod({ container: livePod, status: crashing(1) })],
      events: [event('Unhealthy', refused().replace('Readiness', 'Liveness'), { count: 2 })],
      logs: logs('Error: no database\n'),
    }),
  );
  assert.equal(found.code, 'application-crashed');
  assert.ok(titles(found).length > 0);
});

test('a startup probe that has not given up yet says when it will', () => {
  const startup = { startupProbe: { tcpSocket: { port: 8080 }, periodSeconds: 5, failureThreshold: 12 } };
  const found = only(
    situation(
      manifest('startupProbe: { tcpSocket: { port: 8080 }, periodSeconds: 5, failureThreshold: 12 }'),
      unready('Startup probe failed: dial tcp 10.42.0.9:8080: connect: connection refused', startup, {}, 4),
    ),
  );
  assert.equal(found.code, 'startup-probe-failed');
  assert.match(found.cause, /refuses connections on port 8080: the startup probe gives up 60 s after the start/);
});
