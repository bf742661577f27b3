// A real VS Code before doubles of Docker, k3d and the API server: one host for many scenes, each with a folder and a world of its own.
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { startCodeServer } from '../../../server/tools/host/codeServer.mjs';
import { openWorkbench } from '../page.mjs';
import { Scene, write } from './scene.mjs';

export const dockerfile = 'FROM python:3.13-slim AS deps\nRUN pip install fastapi\n\nFROM deps AS runtime\nUSER 10001\nCMD ["python"]\n';
export const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  replicas: 1
  selector:
    matchLabels: { app: api }
  template:
    metadata:
      labels: { app: api }
    spec:
      containers:
        - name: api
          image: shop:1.0
          ports:
            - containerPort: 8080
---
apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  selector: { app: api }
  ports:
    - port: 80
      targetPort: 8080
`;
export const shop = { Dockerfile: dockerfile, '.dockerignore': '.git\n', 'k8s.yaml': deployment };

/** Starts a host and hands `work` a stage; nothing is left behind. */
export async function onStage(atCluster, { vsix, say, ...host }, work) {
  const home = mkdtempSync(join(tmpdir(), 'slipway-stage-'));
  try {
    return await atCluster({ cluster: { readyMs: 200 } }, async ({ bench, api, kubeconfig }) => {
      // The doubles are all that is on PATH, and git: a test that takes one away finds no other.
      const tools = join(home, 'tools');
      mkdirSync(tools);
      const git = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'git')).find((path) => existsSync(path));
      if (git !== undefined) symlinkSync(git, join(tools, 'git'));
      const { HOME: _, PATH: _path, ...env } = bench.env;
      // VS Code would ask the login shell for PATH, where the machine's own programs are; a window that was opened by its command does not.
      const own = { ...env, PATH: [join(bench.folder, 'bin'), tools].join(delimiter), KUBECONFIG: kubeconfig, VSCODE_CLI: '1' };
      const { settings, ...rest } = host;
      const look = { 'terminal.integrated.gpuAcceleration': 'off', ...(process.env.SLIPWAY_THEME === 'dark' ? { 'workbench.colorTheme': 'Default Dark Modern' } : {}) };
      const server = await startCodeServer({ say, folder: home, vsix, env: own, settings: { 'slipway.deploy.timeout': 30, ...look, ...settings }, ...rest });
      const stage = new Stage({ server, bench, api, home, say });
      try {
        await work(stage);
        return { passed: stage.passed, failed: stage.failed };
      } finally {
        await server.stop();
      }
    });
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

class Stage {
  passed = 0;
  failed = 0;
  #parts;
  #world;

  constructor(parts) {
    this.#parts = parts;
    this.#world = parts.bench.world();
  }

  /** A window on a new folder with `files`, before a new world: `world` is added to Docker's and k3d's state, `cluster` is what becomes of pods. */
  async scene(name, { files = shop, world = {}, cluster = {} }, work) {
    const { server, bench, api, home, say } = this.#parts;
    const folder = join(home, name);
    for (const [path, text] of Object.entries(files)) write(join(folder, path), text);
    bench.change((next) => {
      for (const key of Object.keys(next)) delete next[key];
      Object.assign(next, structuredClone(this.#world));
      for (const [key, value] of Object.entries(world)) next[key] = { ...next[key], ...value };
    });
    api.state.scenario = { readyMs: 200, ...cluster };
    for (const kind of ['Deployment', 'ReplicaSet', 'Pod', 'Service', 'Event', 'ConfigMap', 'Secret']) for (const item of api.state.list(kind)) api.state.remove(item);
    const workbench = await openWorkbench(server, say, { folder });
    try {
      await workbench.open();
      const scene = new Scene(this, { name, folder, bench, api, server, page: workbench.page });
      await work(scene);
      // Whatever a scene did: no command went to the context that happens to be the present one.
      const loose = scene.calls('kubectl').find(({ argv }) => !['config', 'version', 'kustomize'].includes(argv[0]) && !argv.includes('--context=k3d-dev'));
      if (loose !== undefined) throw new Error(`kubectl ${loose.argv.join(' ')} named no context`);
    } catch (error) {
      this.failed++;
      console.log(`  ✖ ${name}\n${error.stack ?? error}`);
    } finally {
      await workbench.close();
    }
  }
}
