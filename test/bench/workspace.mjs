// Figures of a workspace of 2,000 files: how long the scan takes, the memory, and a keystroke's way to findings meanwhile.
// `node test/bench/workspace.mjs [APPLICATIONS]` after `npm run build`; it judges nothing.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';

const applications = Number(process.argv[2] ?? 200);
const folder = mkdtempSync(join(tmpdir(), 'slipway-bench-'));
const files = workspace(applications);
for (const [name, text] of files) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}
const bytes = [...files.values()].reduce((sum, text) => sum + text.length, 0);
console.log(`${files.size} files, ${(bytes / 1e6).toFixed(1)} MB`);
try {
  await measure(false);
  await measure(true);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** `isTyping`: somebody types while the folder is read, about 20 letters in a second. */
async function measure(isTyping) {
  const child = spawn(process.execPath, [resolve('dist/server.js'), '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  connection.onRequest('workspace/configuration', ({ items }) => items.map(() => ({})));
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.listen();
  const uri = pathToFileURL(folder).href;
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: uri,
    workspaceFolders: [{ uri, name: 'bench' }],
    capabilities: {
      workspace: { configuration: true, diagnostics: { refreshSupport: true } },
      textDocument: { diagnostic: { dynamicRegistration: false } },
    },
  });
  const before = memory(child.pid);
  const start = performance.now();
  await connection.sendNotification('initialized', {});

  // Its finding needs all files: it tells when the scan is over.
  const probe = await opened(connection, 'k8s/app1/service.yaml');
  const dockerfile = await opened(connection, 'services/app2/Dockerfile');
  const manifest = await opened(connection, 'k8s/app3/deployment.yaml');
  const scanning = { dockerfile: [], manifest: [] };
  const after = { dockerfile: [], manifest: [] };
  const isComplete = async () =>
    (await findings(connection, probe.uri)).some(({ code }) => code === 'kubernetes/service-selects-nothing');
  let seconds;
  for (let i = 0; seconds === undefined; i++) {
    if (isTyping) {
      const [name, document] = i % 2 === 0 ? ['dockerfile', dockerfile] : ['manifest', manifest];
      scanning[name].push(await keystroke(connection, document));
    }
    await sleep(isTyping ? 40 : 200);
    if (await isComplete()) seconds = (performance.now() - start) / 1000;
    else if (performance.now() - start > 120_000) throw new Error('the scan did not end in two minutes');
  }
  const complete = memory(child.pid);
  await sleep(3000);
  const idle = memory(child.pid);
  console.log(`scan, ${isTyping ? 'with somebody typing' : 'left alone'}: ${seconds.toFixed(1)} s`);
  console.log(`memory: ${before.now} MB before, ${complete.now} MB when it is over (most ${complete.most} MB), ${idle.now} MB three seconds later`);
  const letters = isTyping ? 120 : 0;
  for (let i = 0; i < letters; i++) {
    const [name, document] = i % 2 === 0 ? ['dockerfile', dockerfile] : ['manifest', manifest];
    after[name].push(await keystroke(connection, document));
    await sleep(20);
  }
  for (const name of isTyping ? ['dockerfile', 'manifest'] : [])
    console.log(`keystroke to findings, ${name}: ${figures(scanning[name])} while scanning, ${figures(after[name])} after`);
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
}

async function opened(connection, name) {
  const document = { uri: pathToFileURL(join(folder, name)).href, text: files.get(name), version: 1 };
  const languageId = name.endsWith('.yaml') ? 'yaml' : 'dockerfile';
  await connection.sendNotification('textDocument/didOpen', { textDocument: { ...document, languageId } });
  return document;
}

async function findings(connection, uri) {
  return (await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } })).items ?? [];
}

/** One letter more in a comment's line at the end, and the findings of what came of it; milliseconds. */
async function keystroke(connection, document) {
  const lines = document.text.split('\n').length - 1;
  const start = performance.now();
  document.text += 'x';
  document.version++;
  const at = { line: lines, character: document.text.split('\n').at(-1).length - 1 };
  await connection.sendNotification('textDocument/didChange', {
    textDocument: { uri: document.uri, version: document.version },
    contentChanges: [{ range: { start: at, end: at }, text: 'x' }],
  });
  await findings(connection, document.uri);
  return performance.now() - start;
}

function figures(times) {
  const sorted = times.slice().sort((a, b) => a - b);
  const at = (share) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(1);
  return `median ${at(0.5)} ms, 95 % ${at(0.95)} ms (${sorted.length})`;
}

/** Megabytes in use now and at most, as Linux tells. */
function memory(pid) {
  let text = '';
  try {
    text = readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    // Elsewhere there is no such file.
  }
  const of = (name) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(text)?.[1]) / 1024);
  return { now: of('VmRSS'), most: of('VmHWM') };
}

function workspace(count) {
  const all = new Map();
  for (let i = 1; i <= count; i++) {
    const app = `app${i}`;
    all.set(
      `services/${app}/Dockerfile`,
      `FROM python:3.13-slim AS build\nWORKDIR /code\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n\nFROM python:3.13-slim AS runtime\nENV PYTHONUNBUFFERED=1\nRUN useradd --uid 10001 app\nCOPY --from=build /code /code\nCOPY app ./app\nUSER 10001\nEXPOSE ${8000 + i}\nCMD ["uvicorn", "app:app", "--port", "${8000 + i}"]\n# `,
    );
    all.set(`services/${app}/.dockerignore`, '.git\n.env*\n**/__pycache__\nDockerfile\n');
    all.set(`services/${app}/compose.yaml`, `services:\n  ${app}:\n    build: .\n    restart: always\n    ports: ["127.0.0.1:${8000 + i}:${8000 + i}"]\n  db:\n    image: postgres:17\n    restart: always\n`);
    all.set(`k8s/${app}/deployment.yaml`, deployment(app, i));
    // One of them looks for pods that are not there.
    const label = i === 1 ? 'app1x' : app;
    all.set(
      `k8s/${app}/service.yaml`,
      `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${app}\n  namespace: team${i % 9}\nspec:\n  selector:\n    app: ${label}\n  ports:\n    - name: http\n      port: 80\n      targetPort: http\n`,
    );
    all.set(`k8s/${app}/config.yaml`, `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${app}\n  namespace: team${i % 9}\ndata:\n${Array.from({ length: 30 }, (_, k) => `  KEY_${k}: "value ${k}"\n`).join('')}`);
    all.set(
      `k8s/${app}/ingress.yaml`,
      `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: ${app}\n  namespace: team${i % 9}\nspec:\n  tls:\n    - hosts: [${app}.example.com]\n      secretName: ${app}-tls\n  rules:\n    - host: ${app}.example.com\n      http:\n        paths:\n          - path: /\n            pathType: Prefix\n            backend:\n              service:\n                name: ${app}\n                port:\n                  name: http\n`,
    );
    if (i % 4 !== 0) continue;
    const chart = `charts/${app}`;
    all.set(`${chart}/Chart.yaml`, `apiVersion: v2\nname: ${app}\nversion: 1.0.0\n`);
    all.set(`${chart}/values.yaml`, 'replicas: 2\nimage:\n  repository: registry.example.com/web\n  tag: 1.0.0\nresources: {}\n');
    all.set(`${chart}/templates/_helpers.tpl`, `{{- define "${app}.labels" -}}\napp: {{ .Release.Name }}\n{{- end }}\n`);
    for (const name of ['deployment', 'worker'])
      all.set(
        `${chart}/templates/${name}.yaml`,
        `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Release.Name }}-${name}\nspec:\n  replicas: {{ .Values.replicas }}\n  selector:\n    matchLabels:\n      {{- include "${app}.labels" . | nindent 6 }}\n  template:\n    metadata:\n      labels:\n        {{- include "${app}.labels" . | nindent 8 }}\n    spec:\n      containers:\n        - name: web\n          image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"\n          resources:\n            {{- toYaml .Values.resources | nindent 12 }}\n`,
      );
    const deploy = `deploy/${app}`;
    all.set(`${deploy}/base/kustomization.yaml`, 'resources:\n  - deployment.yaml\n');
    all.set(`${deploy}/base/deployment.yaml`, deployment(app, i));
    for (const overlay of ['dev', 'staging', 'prod'])
      all.set(`${deploy}/overlays/${overlay}/kustomization.yaml`, `namespace: ${overlay}\nresources:\n  - ../../base\nimages:\n  - name: registry.example.com/shop/${app}\n    newTag: 2.0.0\n`);
  }
  // The rest is a folder of plain manifests.
  for (let i = 0; all.size < count * 10; i++) all.set(`jobs/job${i}.yaml`, deployment(`job${i}`, i));
  return all;
}

function deployment(app, i) {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${app}
  namespace: team${i % 9}
spec:
  replicas: 2
  selector:
    matchLabels:
      app: ${app}
  template:
    metadata:
      labels:
        app: ${app}
    spec:
      securityContext:
        runAsNonRoot: true
      containers:
        - name: ${app}
          image: registry.example.com/shop/${app}:1.4.${i}
          ports:
            - name: http
              containerPort: ${8000 + i}
          envFrom:
            - configMapRef:
                name: ${app}
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
            limits:
              memory: 256Mi
          readinessProbe:
            httpGet:
              path: /ready
              port: http
# `;
}
