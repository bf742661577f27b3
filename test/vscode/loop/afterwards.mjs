// What follows a deployment: ports, differences, the way back, and its end.
import { get } from 'node:http';
import { until } from '../page.mjs';

export async function afterwardsScene(stage) {
  await stage.scene('afterwards', {}, async (s) => {
    const menu = async () => {
      await s.page.locator('.statusbar-item[id$="slipway.loop"] a').click();
      await s.picker('Slipway');
    };
    let port;

    await s.test('a port is open, said once, and shown in the status bar', async () => {
      await s.deployed();
      await s.run('Port Forward');
      const toast = await s.says('is open at localhost:');
      port = /localhost:(\d+)/.exec(await toast.textContent())?.[1];
      await s.shot('port');
      await until('the port in the status bar', async () => (await s.status())?.includes(port));
      await until('the notification of the forward to go', async () => (await s.toast('Slipway: Port Forward').count()) === 0);
      if ((await answerOf(port)) !== 'ok') throw new Error('the port is not open');
      await s.dismiss();
    });

    await s.test('the port survives a rollout', async () => {
      s.write('k8s.yaml', s.read('k8s.yaml').replace('image: shop:1.0', 'image: shop:2.0'));
      const [pod] = s.api.state.list('Pod');
      await s.deployed();
      await until('the pod to go', () => s.api.state.list('Pod').every(({ metadata }) => metadata.uid !== pod.metadata.uid));
      await until('the second forward', () => s.calls('kubectl').filter(({ argv }) => argv[0] === 'port-forward').length > 1);
      await until('an answer at the same port', async () => (await answerOf(port)) === 'ok');
      await until('the port in the status bar', async () => (await s.status())?.includes(port));
    });

    await s.test('the browser opens at the port that is open', async () => {
      const forwards = s.calls('kubectl').filter(({ argv }) => argv[0] === 'port-forward').length;
      // The host hands ports of its machine on to where the browser is.
      const opened = s.page.context().waitForEvent('page', { timeout: 30_000 });
      await s.run('Open in Browser');
      const tab = await opened;
      await until('the answer of the pod', async () => (await tab.textContent('body')) === 'ok');
      if (!tab.url().includes(port)) throw new Error(`it opens ${tab.url()}`);
      await tab.close();
      if (s.calls('kubectl').filter(({ argv }) => argv[0] === 'port-forward').length !== forwards) throw new Error('a second port was opened');
    });

    await s.test('the menu of the status bar closes the port', async () => {
      await menu();
      await s.shot('menu');
      await s.rows.filter({ hasText: `Close localhost:${port}` }).click();
      await until('no forward', () => !s.processes().some((words) => words.includes('port-forward')));
      await until('a status without it', async () => !(await s.status())?.includes(port));
    });

    await s.test('that nothing differs is said, and a difference is shown', async () => {
      await s.run('Diff against Cluster');
      await s.says('the cluster has what the manifests say');
      await s.dismiss();
      s.write('k8s.yaml', s.read('k8s.yaml').replace('replicas: 1', 'replicas: 2'));
      await s.run('Diff against Cluster');
      await until('both sides', async () => /replicas: 1[^]*replicas: 2/.test((await s.page.locator('.monaco-diff-editor').allTextContents()).join('\n').replaceAll('\u00a0', ' ')));
      await s.shot('diff');
    });

    await s.test('the way back: the revision before', async () => {
      await s.run('Roll Back');
      await s.says('api goes back to revision 1');
      await s.shot('roll-back');
      await until('the image of revision 1', () => s.api.state.get('Deployment', 'default', 'api').spec.template.spec.containers[0].image === 'shop:1.0');
      await s.dismiss();
    });

    await s.test('Escape deletes nothing, a yes deletes what was deployed and nothing else', async () => {
      s.api.state.put({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'not-ours', namespace: 'default' }, data: {} });
      await s.run('Delete What I Deployed');
      const dialog = s.page.locator('.monaco-dialog-box');
      await dialog.waitFor({ state: 'visible', timeout: 30_000 });
      await s.shot('delete');
      await s.page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
      await s.quiet('Delete What I Deployed');
      if (s.calls('kubectl').some(({ argv }) => argv[0] === 'delete')) throw new Error('it was deleted all the same');
      await s.run('Delete What I Deployed');
      await dialog.waitFor({ state: 'visible', timeout: 30_000 });
      await dialog.getByRole('button', { name: 'Delete' }).click();
      await s.says('2 objects were deleted');
      await s.shot('deleted');
      if (s.api.state.list('Deployment').length > 0) throw new Error('the Deployment is still there');
      if (s.api.state.list('ConfigMap').length === 0) throw new Error('what is not ours was deleted');
      await s.dismiss();
    });

    await s.test('answers are forgotten, and asked anew', async () => {
      await s.run('Build Image');
      await s.pick('Stage to build', 'runtime');
      await s.answer('Name of the image', 'shop');
      await s.says('built shop:dev-');
      await s.dismiss();
      await s.run('Ask Everything Anew');
      await s.says('the next run in afterwards asks everything anew');
      await s.shot('forgotten');
      await s.dismiss();
      await s.run('Build Image');
      await s.picker('Stage to build');
      await s.page.keyboard.press('Escape');
      await s.quiet('Slipway: Build Image');
    });
  });
}

/** Of what listens at a port of this machine; undefined when nothing does. */
function answerOf(port) {
  return new Promise((resolve) => {
    get({ host: '127.0.0.1', port, path: '/' }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve(text));
    }).on('error', () => resolve(undefined));
  });
}
