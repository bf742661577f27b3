import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crashing, ended, event, fixed, logs, manifest, only, placeText, pod, situation, titles, waiting } from './support.js';

const refused = (message: string, container: Record<string, unknown> = {}) => ({
  pods: [pod({ container, status: waiting('CreateContainerConfigError', message) })],
});
const nonRoot = 'securityContext:\n  runAsNonRoot: true';
const python = (user: string, rest = ''): string =>
  `FROM python:3.13-slim\nRUN adduser --uid 10001 --disabled-password appuser\n${rest}${user}CMD ["python", "app.py"]\n`;

test('a user by name under runAsNonRoot: both files, and a fix in each', () => {
  const message =
    'container has runAsNonRoot and image has non-numeric user (appuser), cannot verify user is non-root (pod: "api-6c9f7b7d9-x2x4z_default(uid)", container: api)';
  const given = situation(manifest(nonRoot), refused(message), python('USER appuser\n'));
  const found = only(given);
  assert.equal(found.code, 'non-numeric-user');
  assert.equal(placeText(found), 'appuser');
  assert.equal(found.isHopeless, true);
  assert.equal(found.related[0]?.place.text.slice(found.related[0].place.span.start, found.related[0].place.span.end), 'true');
  assert.match(fixed(given, found, 'Change `USER appuser` to 10001, its number'), /\nUSER 10001\n/);
  assert.match(fixed(given, found, 'Set `runAsUser: 10001`, in ../k8s/app.yaml'), /runAsNonRoot: true\n {12}runAsUser: 10001/);
  const unknown = only(situation(manifest(nonRoot), refused(message)));
  assert.equal(placeText(unknown), 'true');
  assert.deepEqual(titles(unknown), []);
});

test('an image that runs as root under runAsNonRoot', () => {
  const given = situation(
    manifest('', nonRoot),
    refused('container has runAsNonRoot and image will run as root (pod: "api_default(uid)", container: api)'),
    python(''),
  );
  const found = only(given);
  assert.equal(found.code, 'root-image');
  assert.equal(placeText(found), 'python:3.13-slim');
  assert.match(fixed(given, found, 'Switch to `appuser` with `USER 10001`'), /USER 10001\nCMD/);
  assert.match(fixed(given, found, 'Set `runAsUser: 10001`, in ../k8s/app.yaml'), /runAsNonRoot: true\n {8}runAsUser: 10001/);
});

test('runAsUser 0 against runAsNonRoot', () => {
  const given = situation(
    manifest('securityContext: { runAsNonRoot: true, runAsUser: 0 }'),
    refused('container\'s runAsUser breaks non-root policy (pod: "api_default(uid)", container: api)'),
  );
  const found = only(given);
  assert.equal(found.code, 'root-user-refused');
  assert.equal(placeText(found), '0');
  assert.match(fixed(given, found, 'Change `runAsUser` to 10001'), /\{ runAsNonRoot: true, runAsUser: 10001 \}/);
});

const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: app-config\ndata:\n  log_level: info\n';

test('a ConfigMap that is not there, with the one that is meant', () => {
  const text = `${manifest('envFrom:\n  - configMapRef:\n      name: app-confg # typo')}---\n${config}`;
  for (const message of ['configmap "app-confg" not found', 'configmaps "app-confg" not found'.replace('configmaps', 'configmap')]) {
    const given = situation(text, refused(message));
    const found = only(given);
    assert.equal(found.code, 'config-missing');
    assert.equal(placeText(found), 'app-confg');
    assert.equal(found.isHopeless, false);
    assert.match(fixed(given, found, 'Change to `app-config`'), /name: app-config # typo/);
    assert.match(fixed(given, found, 'Let the container start without it: `optional: true`'), /# typo\n {16}optional: true/);
  }
});

test('a Secret that stands in a file that was not deployed', () => {
  const given = situation(
    manifest('env:\n  - name: TOKEN\n    valueFrom:\n      secretKeyRef: { name: api-token, key: token }'),
    refused('secret "api-token" not found'),
  );
  const secret = 'apiVersion: v1\nkind: Secret\nmetadata: { name: api-token }\nstringData: { token: x }\n';
  const found = only({
    files: { ...given.files, '/work/secrets/token.yaml': secret },
    evidence: {
      ...given.evidence,
      objects: [
        {
          path: '/work/k8s/app.yaml',
          line: 3,
          index: 0,
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          namespace: null,
          name: 'api',
          containers: [],
          ports: [],
        },
      ],
    },
  });
  assert.match(found.explanation, /was not among what was deployed/);
  assert.equal(found.related[0]?.place.path, '/work/secrets/token.yaml');
  assert.equal(placeText(found), 'api-token');
});

test('a key that the ConfigMap does not have', () => {
  const env = 'env:\n  - name: LEVEL\n    valueFrom:\n      configMapKeyRef:\n        name: app-config\n        key: loglevel';
  const given = situation(`${manifest(env)}---\n${config}`, refused("couldn't find key loglevel in ConfigMap default/app-config"));
  const found = only(given);
  assert.equal(found.code, 'config-key-missing');
  assert.equal(placeText(found), 'loglevel');
  assert.match(fixed(given, found, 'Change to `log_level`'), /key: log_level\n/);
  fixed(given, found, 'Let the container start without it: `optional: true`');
});

test('an unknown configuration fault stays readable', () => {
  const found = only(situation(manifest(), refused('failed to prepare subPath for volumeMount "data" of container "api"')));
  assert.equal(found.code, 'container-config');
  assert.equal(placeText(found), 'api');
});

test('no command at all', () => {
  const given = situation(
    manifest(),
    {
      pods: [
        pod({
          status: waiting('CreateContainerError', 'failed to generate container "x" spec: failed to generate spec: no command specified'),
        }),
      ],
    },
    'FROM golang:1.25 AS build\nRUN go build -o /app .\nFROM gcr.io/distroless/static:nonroot\nCOPY --from=build /app /app\n',
  );
  const found = only(given);
  assert.equal(found.code, 'no-command');
  assert.equal(placeText(found), 'gcr.io/distroless/static:nonroot');
  assert.equal(found.isHopeless, true);
});

const runc = (program: string, what: string): string =>
  `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "${program}": ${what}: unknown`;

test('a program that the image does not have: in CMD, in `command`, and a line as one word', () => {
  const status = {
    ...waiting('RunContainerError', runc('uvicorn', 'executable file not found in $PATH')),
    lastState: ended(128, 'StartError', runc('uvicorn', 'executable file not found in $PATH')),
  };
  const inImage = only(situation(manifest(), { pods: [pod({ status })] }, 'FROM python:3.13-slim\nCMD ["uvicorn", "app:app"]\n'));
  assert.equal(inImage.code, 'executable-not-found');
  assert.equal(placeText(inImage), '"uvicorn"');
  assert.match(inImage.cause, /no program `uvicorn` on its PATH/);

  const loop = {
    restartCount: 3,
    ...waiting('CrashLoopBackOff', 'back-off 40s restarting failed container=api'),
    lastState: ended(128, 'StartError', runc('unicorn', 'executable file not found in $PATH')),
  };
  const own = only(
    situation(manifest('command: ["unicorn", "app:app"]'), {
      pods: [pod({ status: loop, container: { command: ['unicorn', 'app:app'] } })],
    }),
  );
  assert.equal(placeText(own), '"unicorn"');

  const line = 'python app.py --port 8000';
  const asWord = { ...waiting('RunContainerError', runc(line, 'executable file not found in $PATH')) };
  const given = situation(manifest(`command: ["${line}"]`), { pods: [pod({ status: asWord, container: { command: [line] } })] });
  const found = only(given);
  assert.equal(placeText(found), `"${line}"`);
  assert.match(fixed(given, found, 'Make each word an item of its own'), /command: \[python, app.py, --port, "?8000"?\]/);
});

test('shell form on an image without a shell', () => {
  const given = situation(
    manifest(),
    { pods: [pod({ status: waiting('CreateContainerError', runc('/bin/sh', 'stat /bin/sh: no such file or directory')) })] },
    'FROM gcr.io/distroless/python3-debian12\nCOPY . /app\nENTRYPOINT python /app/main.py\n',
  );
  const found = only(given);
  assert.equal(found.code, 'executable-not-found');
  assert.equal(placeText(found), 'python /app/main.py');
  assert.match(fixed(given, found, 'Write it in the JSON form'), /ENTRYPOINT \["python", "\/app\/main.py"\]/);
});

test('a script without the right to run', () => {
  const given = situation(
    manifest(),
    {
      pods: [
        pod({
          status: { ...crashing(126, 'StartError'), lastState: ended(126, 'StartError', runc('/entrypoint.sh', 'permission denied')) },
        }),
      ],
    },
    'FROM debian:13-slim\nCOPY scripts/entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\n',
  );
  const found = only(given);
  assert.equal(found.code, 'permission-denied');
  assert.equal(placeText(found), 'COPY scripts/entrypoint.sh /entrypoint.sh');
  assert.match(fixed(given, found, 'Add `--chmod=755`'), /COPY --chmod=755 scripts\/entrypoint.sh/);
});

test('a script without its first line is no matter of the architecture', () => {
  const found = only(
    situation(
      manifest(),
      {
        pods: [pod({ status: crashing(255) })],
        logs: logs('exec /entrypoint.sh: exec format error'),
        images: [{ reference: 'myapp:dev', isInDocker: true, onNodes: ['k3d-dev-server-0'], architecture: 'amd64' }],
      },
      'FROM debian:13-slim\nCOPY entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\n',
    ),
  );
  assert.match(found.cause, /`\/entrypoint.sh` is a script without `#!`/);
  assert.equal(placeText(found), '"/entrypoint.sh"');
});

test('a file mounted over a folder', () => {
  const message =
    'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error mounting "/var/lib/kubelet/pods/x/volumes/c" to rootfs at "/app/settings.yaml": mount: not a directory: Are you trying to mount a directory onto a file (or vice-versa)?: unknown';
  const found = only(
    situation(manifest('volumeMounts:\n  - name: c\n    mountPath: /app/settings.yaml'), {
      pods: [pod({ status: waiting('RunContainerError', message) })],
    }),
  );
  assert.equal(found.code, 'mount-of-other-kind');
  assert.equal(placeText(found), '/app/settings.yaml');
});

test('an older kubelet tells the start in an event', () => {
  const found = only(
    situation(manifest('command: [serve]'), {
      pods: [pod({ status: crashing(127, 'ContainerCannotRun', 2), container: { command: ['serve'] } })],
      events: [
        event(
          'Failed',
          `Error: failed to start container "api": Error response from daemon: ${runc('serve', 'executable file not found in $PATH')}`,
        ),
      ],
    }),
  );
  assert.equal(found.code, 'executable-not-found');
  assert.equal(placeText(found), 'serve');
});
