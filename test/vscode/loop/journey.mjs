// From the palette to a running pod, and to the reason on the line when it does not run.
import { editorText, openFile, runCommand, until } from '../page.mjs';
import { deployment, dockerfile, shop } from './stage.mjs';

const broken = dockerfile.replace('fastapi', 'fastapi && false');
const manifest = deployment.replace('image: shop:1.0\n', 'image: shop:1.0\n          imagePullPolicy: Always\n');

export async function journeyScene(stage) {
  const files = { ...shop, Dockerfile: broken, 'k8s.yaml': manifest, 'app/main.py': 'print("hello")\n' };
  await stage.scene('journey', { files, world: { docker: { stepMs: 150 } } }, async (s) => {
    // What a node does with a local image that it is told to pull each time.
    const { state } = s.api;
    const put = state.put.bind(state);
    state.put = (item) => {
      if (item.kind === 'Deployment') {
        const pulls = item.spec.template.spec.containers[0].imagePullPolicy === 'Always';
        state.scenario = { ...state.scenario, pods: pulls ? { api: [{ afterMs: 0, state: 'image-pull' }, { afterMs: 400, state: 'image-pull-back-off' }] } : {} };
      }
      return put(item);
    };
    try {
      await journey(s);
    } finally {
      state.put = put;
    }
  });
}

async function journey(s) {
  await s.test('a build asks for the stage, shows its steps, and its error lies on the instruction', async () => {
    await openFile(s.page, 'Dockerfile');
    await s.page.waitForSelector('.codelens-decoration', { timeout: 30_000 });
    await until('a lens that builds', async () => /Build and Deploy/.test((await s.page.locator('.codelens-decoration').allTextContents()).join(' ')));
    await s.run('Build Image');
    const stage = s.page.locator('.quick-input-list .monaco-list-row', { hasText: 'runtime' });
    await stage.waitFor({ state: 'visible', timeout: 20_000 });
    await s.shot('stage');
    await s.page.keyboard.press('Enter');
    const name = s.page.locator('.quick-input-widget', { hasText: 'Name of the image' });
    await name.waitFor({ state: 'visible', timeout: 20_000 });
    await until('the image that the manifest names', async () => (await s.page.locator('.quick-input-widget input').inputValue()) !== '');
    await s.page.locator('.quick-input-widget input').fill('shop');
    await s.page.keyboard.press('Enter');
    await s.toast('The build failed at Dockerfile:2').waitFor({ state: 'visible', timeout: 30_000 });
    await s.page.waitForSelector('.squiggly-error', { timeout: 20_000 });
    await s.shot('build-error');
    await s.dismiss();
  });

  await s.test('build and deploy: a pod that cannot pull is a squiggle on the manifest, with the reason', async () => {
    s.write('Dockerfile', broken.replace(' && false', ''));
    await until('the file from the disk', async () => !(await editorText(s.page)).includes('false'));
    await s.run('Build and Deploy');
    await until('steps in the notification', async () => /Building|Delivering|Deploying|Waiting/.test((await s.page.locator('.notifications-toasts').allTextContents()).join(' ')));
    await s.shot('progress');
    const reason = s.page.locator('.notifications-toasts .notification-list-item', { hasText: 'Show the Line' });
    await reason.waitFor({ state: 'visible', timeout: 60_000 });
    await s.shot('reason');
    await reason.getByRole('button', { name: 'Show the Line' }).click();
    await s.page.waitForSelector('.squiggly-error', { timeout: 20_000 });
    await until('the manifest', async () => (await editorText(s.page)).includes('imagePullPolicy'));
    await s.shot('squiggle');
  });

  await s.test('the lightbulb mends the manifest, and running again ends well', async () => {
    await s.dismiss();
    await runCommand(s.page, 'Go to Next Problem in Files (Error, Warning, Info)');
    await s.fix('IfNotPresent');
    await until('the fixed text', async () => (await editorText(s.page)).includes('IfNotPresent'));
    await s.page.keyboard.press('Control+S');
    await s.run('Run Again');
    await s.toast('running in k3d-dev').waitFor({ state: 'visible', timeout: 60_000 });
    await s.shot('running');
    await until('no squiggle of the cluster', async () => !/cluster\//.test((await s.page.locator('.markers-panel').allTextContents()).join(' ')));
    const [pod] = s.api.state.list('Pod');
    if (pod?.status?.phase !== 'Running') throw new Error(`the pod is ${pod?.status?.phase}`);
    if (!s.read('k8s.yaml').includes('image: shop:1.0')) throw new Error('the tag of the file was changed');
  });

  await s.test('prerequisites and layers are lists to look at', async () => {
    await s.run('Check Prerequisites');
    const rows = s.page.locator('.quick-input-list .monaco-list-row');
    await until('the cluster among them', async () => (await rows.allTextContents()).join(' ').includes('Cluster dev'));
    await s.shot('prerequisites');
    await s.page.keyboard.press('Escape');
    await s.run('Show Image Size and Layers');
    await until('sizes', async () => /\d %/.test((await rows.allTextContents()).join(' ')));
    await s.shot('layers');
    await s.page.keyboard.press('Escape');
  });
}
