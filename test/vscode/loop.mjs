// From the palette to a running pod, and to the reason on the line when it does not run: doubles of Docker, k3d and the API server.
import { build } from 'esbuild';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { startCodeServer } from '../../server/tools/host/codeServer.mjs';
import { editorText, openFile, openWorkbench, runCommand, until } from './page.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

const deployment = `apiVersion: apps/v1
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
          imagePullPolicy: Always
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

const broken = 'FROM python:3.13-slim AS deps\nRUN pip install fastapi && false\n\nFROM deps AS runtime\nUSER 10001\nCMD ["python"]\n';

export async function runLoopTests(vsix, say) {
  const { atCluster } = await bundled('test/support/cluster.ts');
  const folder = mkdtempSync(join(tmpdir(), 'slipway-loop-'));
  cpSync(join(root, 'examples/myapp/app'), join(folder, 'app'), { recursive: true });
  writeFileSync(join(folder, 'Dockerfile'), broken);
  writeFileSync(join(folder, '.dockerignore'), '.git\n');
  writeFileSync(join(folder, 'k8s.yaml'), deployment);
  const cluster = { readyMs: 300 };
  try {
    return await atCluster({ cluster, world: { docker: { stepMs: 150 } } }, async ({ bench, api, kubeconfig }) => {
      // What a node does with a local image that it is told to pull each time.
      const put = api.state.put.bind(api.state);
      api.state.put = (item) => {
        if (item.kind === 'Deployment') {
          const pulls = item.spec.template.spec.containers[0].imagePullPolicy === 'Always';
          const pods = pulls ? { api: [{ afterMs: 0, state: 'image-pull' }, { afterMs: 400, state: 'image-pull-back-off' }] } : {};
          api.state.scenario = { ...cluster, pods };
        }
        return put(item);
      };
      // The host takes PATH from the login shell, where the machine's own programs are.
      const programs = Object.fromEntries(['docker', 'k3d', 'kubectl'].map((name) => [name, join(bench.folder, 'bin', name)]));
      const { HOME: _, PATH: _path, ...env } = bench.env;
      const host = await startCodeServer({ say, folder, vsix, env: { ...env, KUBECONFIG: kubeconfig }, settings: { 'slipway.deploy.timeout': 30 }, machine: { 'slipway.programs': programs } });
      try {
        return await hands(host, { api, bench, folder, say });
      } finally {
        await host.stop();
      }
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function hands(host, { api, bench, folder, say }) {
  const workbench = await openWorkbench(host, say);
  const { page } = workbench;
  let [passed, failed] = [0, 0];
  const shot = async (name) => {
    if (process.env.SLIPWAY_SHOTS) await page.screenshot({ path: join(process.env.SLIPWAY_SHOTS, `loop-${name}.png`) });
  };
  const test = async (name, run) => {
    try {
      await run();
      passed++;
      console.log(`  ✔ ${name}`);
    } catch (error) {
      failed++;
      console.log(`  ✖ ${name}\n${error.stack ?? error}`);
      // What the programs said is in the output channel.
      await page.getByRole('button', { name: 'Show Output' }).first().click({ timeout: 2_000 }).catch(() => undefined);
      await page.waitForTimeout(4_000);
      await shot(`failed-${failed}`);
      console.log(JSON.stringify(api.state.list('Pod').map(({ metadata, status }) => [metadata.name, status])));
      console.log(bench.calls().map(({ program, argv }) => `    ${program} ${argv.join(' ')}`).join('\n'));
    }
  };
  const toast = (text) => page.locator('.notifications-toasts .notification-list-item', { hasText: text });
  const dismiss = () => runCommand(page, 'Notifications: Clear All Notifications');
  try {
    await workbench.open();

    await test('a build asks for the stage, shows its steps, and its error lies on the instruction', async () => {
      await openFile(page, 'Dockerfile');
      await page.waitForSelector('.codelens-decoration', { timeout: 30_000 });
      await until('a lens that builds', async () => /Build and Deploy/.test((await page.locator('.codelens-decoration').allTextContents()).join(' ')));
      await runCommand(page, 'Slipway: Build Image');
      const stage = page.locator('.quick-input-list .monaco-list-row', { hasText: 'runtime' });
      await stage.waitFor({ state: 'visible', timeout: 20_000 });
      await shot('stage');
      await page.keyboard.press('Enter');
      const name = page.locator('.quick-input-widget', { hasText: 'Name of the image' });
      await name.waitFor({ state: 'visible', timeout: 20_000 });
      await until('the image that the manifest names', async () => (await page.locator('.quick-input-widget input').inputValue()) !== '');
      await page.locator('.quick-input-widget input').fill('shop');
      await page.keyboard.press('Enter');
      await toast('The build failed at Dockerfile:2').waitFor({ state: 'visible', timeout: 30_000 });
      await page.waitForSelector('.squiggly-error', { timeout: 20_000 });
      await shot('build-error');
      await dismiss();
    });

    await test('build and deploy: a pod that cannot pull is a squiggle on the manifest, with the reason', async () => {
      writeFileSync(join(folder, 'Dockerfile'), broken.replace(' && false', ''));
      await until('the file from the disk', async () => !(await editorText(page)).includes('false'));
      await runCommand(page, 'Slipway: Build and Deploy');
      await until('steps in the notification', async () => /Building|Delivering|Deploying|Waiting/.test((await page.locator('.notifications-toasts').allTextContents()).join(' ')));
      await shot('progress');
      const reason = page.locator('.notifications-toasts .notification-list-item', { hasText: 'Show the Line' });
      await reason.waitFor({ state: 'visible', timeout: 60_000 });
      await shot('reason');
      await reason.getByRole('button', { name: 'Show the Line' }).click();
      await page.waitForSelector('.squiggly-error', { timeout: 20_000 });
      await until('the manifest', async () => (await editorText(page)).includes('imagePullPolicy'));
      await shot('squiggle');
    });

    await test('the lightbulb mends the manifest, and running again ends well', async () => {
      await dismiss();
      await runCommand(page, 'Go to Next Problem in Files (Error, Warning, Info)');
      await page.keyboard.press('Control+.');
      const fix = page.locator('.action-widget .monaco-list-row', { hasText: 'IfNotPresent' }).first();
      await fix.waitFor({ state: 'visible', timeout: 20_000 });
      await shot('fix');
      await until('the row', async () => {
        if ((await page.locator('.action-widget .monaco-list-row.focused').textContent())?.includes('IfNotPresent')) return true;
        await page.keyboard.press('ArrowDown');
        return false;
      });
      await page.keyboard.press('Enter');
      await until('the fixed text', async () => (await editorText(page)).includes('IfNotPresent'));
      await page.keyboard.press('Control+S');
      await runCommand(page, 'Slipway: Run Again');
      await toast('running in k3d-dev').waitFor({ state: 'visible', timeout: 60_000 });
      await shot('running');
      await until('no squiggle of the cluster', async () => !/cluster\//.test((await page.locator('.markers-panel').allTextContents()).join(' ')));
      const [pod] = api.state.list('Pod');
      if (pod?.status?.phase !== 'Running') throw new Error(`the pod is ${pod?.status?.phase}`);
      if (!readFileSync(join(folder, 'k8s.yaml'), 'utf8').includes('image: shop:1.0')) throw new Error('the tag of the file was changed');
    });

    await test('what would change is shown in the diff editor', async () => {
      await dismiss();
      await runCommand(page, 'Slipway: Diff against Cluster');
      await until('the diff editor', async () => (await page.locator('.tab').allTextContents()).join(' ').includes('Cluster'));
      await until('both sides', async () => /shop:1\.0/.test((await page.locator('.monaco-diff-editor').allTextContents()).join(' ')));
      await shot('diff');
    });

    await test('prerequisites and layers are lists to look at', async () => {
      await runCommand(page, 'Slipway: Check Prerequisites');
      const rows = page.locator('.quick-input-list .monaco-list-row');
      await until('the cluster among them', async () => (await rows.allTextContents()).join(' ').includes('Cluster dev'));
      await shot('prerequisites');
      await page.keyboard.press('Escape');
      await runCommand(page, 'Slipway: Show Image Size and Layers');
      await until('sizes', async () => /\d %/.test((await rows.allTextContents()).join(' ')));
      await shot('layers');
      await page.keyboard.press('Escape');
    });

    await test('a port is open until it is cancelled', async () => {
      await dismiss();
      await runCommand(page, 'Slipway: Port Forward');
      await toast('the port is open at localhost:').waitFor({ state: 'visible', timeout: 30_000 });
      await shot('port');
      await page.locator('.notifications-toasts .notification-list-item', { hasText: 'Port Forward' }).getByRole('button', { name: 'Cancel' }).click();
      await until('no forward', async () => !(await page.locator('.notifications-toasts').allTextContents()).join(' ').includes('Port Forward'));
    });

    await test('the workload goes back to the revision before', async () => {
      await dismiss();
      await runCommand(page, 'Slipway: Roll Back');
      await toast('goes back to revision 1').waitFor({ state: 'visible', timeout: 30_000 });
      await shot('roll-back');
    });

    await test('what was deployed is deleted after a yes', async () => {
      await dismiss();
      await runCommand(page, 'Slipway: Delete What I Deployed');
      const dialog = page.locator('.monaco-dialog-box');
      await dialog.waitFor({ state: 'visible', timeout: 20_000 });
      await shot('delete');
      await dialog.getByRole('button', { name: 'Delete' }).click();
      await until('an empty namespace', () => api.state.list('Deployment').length === 0);
    });

    await test('everything that was called named its context, and nothing else was called', async () => {
      const calls = bench.calls();
      if (calls.length === 0) throw new Error('no program was called');
      for (const { program, argv } of calls)
        if (program === 'kubectl' && !['config', 'version', 'kustomize'].includes(argv[0]) && !argv.includes('--context=k3d-dev')) throw new Error(`kubectl ${argv.join(' ')}`);
    });
  } finally {
    await workbench.close();
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0;
}

/** TypeScript of the tests, for this script alone. */
async function bundled(file) {
  const outfile = join(root, 'dist-test', `${file.replaceAll('/', '-')}.mjs`);
  await build({ absWorkingDir: root, entryPoints: [file], outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20', packages: 'external', logLevel: 'warning' });
  return import(pathToFileURL(outfile).href);
}
