// Clusters from the palette: a new one with a registry, one that is stopped, and what stands in the way.
import { until } from '../page.mjs';

export async function clustersScene(stage) {
  await stage.scene('clusters', { world: { k3d: { clusters: [], registries: [], createMs: 1_500 } } }, async (s) => {
    const hasRun = (program, verb) => s.calls(program).some(({ argv }) => argv.join(' ').startsWith(verb));

    await s.test('without a cluster, a deployment offers to create one', async () => {
      await s.run('Build and Deploy');
      const toast = await s.says('There is no k3d cluster on this machine');
      await s.shot('none');
      await s.press(toast, 'Create k3d Cluster with Registry');
      await s.picker('Name of the cluster');
    });

    await s.test('a new cluster: name, port, progress, end', async () => {
      await s.input.fill('dev_1');
      await until('what a name is made of', async () => (await s.page.locator('.quick-input-widget').textContent()).includes('Letters, digits and dashes'));
      await s.shot('name');
      await s.answer('Name of the cluster', 'dev');
      await s.picker('Port of its registry');
      await s.shot('registry');
      await s.answer('Port of its registry', '5055');
      await s.says('Creating cluster dev');
      await s.shot('creating');
      await s.says('the cluster dev runs, with a registry');
      await s.shot('created');
      const { argv } = s.calls('k3d').find((call) => call.argv[1] === 'create');
      if (!argv.includes('--kubeconfig-switch-context=false')) throw new Error('the current context of the user was changed');
      await s.dismiss();
    });

    await s.test('a port that is taken is told as such', async () => {
      s.bench.change((world) => void (world.docker.portsInUse = [5056]));
      await s.run('Create k3d Cluster with Registry');
      await s.answer('Name of the cluster', 'two');
      await s.answer('Port of its registry', '5056');
      await s.says('Port 5056 of this machine is in use');
      await s.shot('port-taken');
      await s.dismiss();
    });

    await s.test('a cluster that is cancelled half-made is taken away again', async () => {
      s.bench.change((world) => void (world.k3d.createMs = 60_000));
      await s.run('Create k3d Cluster with Registry');
      await s.answer('Name of the cluster', 'half');
      await s.answer('Port of its registry', '5057');
      const toast = await s.says('Creating cluster half');
      await until('its first container', () => s.bench.world().k3d.clusters.some(({ name }) => name === 'half'));
      await s.press(toast, 'Cancel');
      await until('no such cluster', () => s.bench.world().k3d.clusters.every(({ name }) => name !== 'half'));
      await s.quiet('Create k3d Cluster');
      await until('nothing to run on', () => s.processes().length === 0);
    });

    await s.test('every cluster is running: that is no error', async () => {
      await s.run('Start Cluster');
      const toast = await s.says('Every k3d cluster is running');
      await s.shot('all-running');
      if ((await toast.locator('.codicon-info').count()) === 0) throw new Error('it is shown as an error');
      await s.dismiss();
    });

    await s.test('a stopped cluster is started, and one that cannot start says why', async () => {
      s.bench.change((world) => {
        world.k3d.clusters = [{ ...world.k3d.clusters[0], isStopped: true }, { name: 'old', isStopped: true, apiPort: 6551 }];
      });
      await s.run('Start Cluster');
      await s.picker('Cluster to start');
      await s.shot('start');
      await s.pick('Cluster to start', 'dev');
      await s.says('the cluster dev is running');
      await s.dismiss();
      s.bench.change((world) => void (world.k3d.startFails = true));
      await s.run('Start Cluster');
      const toast = await s.says('failed to get ready');
      await s.shot('start-fails');
      await s.press(toast, 'Show Output');
      await until('the words of k3d in the output', async () => /k3d cluster start[^]*failed to get ready/.test((await s.page.locator('.panel .view-lines').allTextContents()).join('\n').replaceAll('\u00a0', ' ')));
      await s.shot('output');
      await s.dismiss();
      if (!hasRun('k3d', 'cluster start')) throw new Error('k3d was not asked');
    });
  });
}
