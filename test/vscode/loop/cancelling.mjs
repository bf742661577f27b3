// Cancel in every step, two runs at once, a window that is reloaded while something runs.
import { until } from '../page.mjs';

export async function cancellingScene(stage) {
  await stage.scene('cancelling', {}, async (s) => {
    const progress = (title) => s.page.locator('.notifications-toasts .notification-list-item', { hasText: `Slipway: ${title}` }).filter({ has: s.page.getByRole('button', { name: 'Cancel', exact: true }) });
    const cancel = async (title) => {
      await progress(title).getByRole('button', { name: 'Cancel', exact: true }).click();
      await s.quiet(`Slipway: ${title}`);
      await until('nothing to run on', () => s.processes().length === 0);
      await until('a status at rest', async () => (await s.status()) === 'Slipway');
      const others = (await s.page.locator('.notifications-toasts .notification-list-item').allTextContents()).join('\n');
      if (/running in|built|failed/.test(others)) throw new Error(`a cancelled run is told as ${others}`);
    };
    const began = async (title, program, word) => {
      await progress(title).waitFor({ state: 'visible', timeout: 40_000 });
      await until(`${program} ${word}`, () => s.processes().some((words) => words.includes(`${program}.mjs`) && words.includes(word)));
    };

    await s.test('a question that is left with Escape runs nothing', async () => {
      await s.run('Build and Deploy');
      await s.picker('Stage to build');
      await s.page.keyboard.press('Escape');
      await s.quiet('Slipway: Build and Deploy');
      if (s.calls('docker').some(({ argv }) => argv[0] === 'build')) throw new Error('it was built');
    });

    await s.test('a build is under way, and can be cancelled', async () => {
      s.bench.change((world) => void (world.docker.hangs = true));
      await s.run('Build and Deploy');
      await s.pick('Stage to build', 'runtime');
      await s.answer('Name of the image', 'shop');
      await began('Build and Deploy', 'docker', 'build');
      await s.shot('building');
    });

    await s.test('a second run is refused, and can end the first', async () => {
      await s.run('Deploy');
      const toast = await s.says('is still running in cancelling');
      await s.shot('second');
      await s.press(toast, 'Cancel Build and Deploy');
      await until('nothing to run on', () => s.processes().length === 0);
      await s.quiet('Slipway: Build and Deploy');
      s.bench.change((world) => void (world.docker.hangs = false));
    });

    await s.test('Cancel while the image is delivered', async () => {
      s.bench.change((world) => void (world.k3d.importMs = 60_000));
      await s.run('Run Again');
      await began('Run Again', 'k3d', 'import');
      await cancel('Run Again');
      s.bench.change((world) => void (world.k3d.importMs = 0));
      if (s.calls('kubectl').some(({ argv }) => argv[0] === 'apply')) throw new Error('it was deployed all the same');
    });

    await s.test('Cancel while pods start', async () => {
      s.api.state.scenario = { pods: { api: [{ afterMs: 0, state: 'creating' }] } };
      await s.run('Run Again');
      await until('the deployment', () => s.api.state.list('Pod').length > 0);
      await progress('Run Again').filter({ hasText: 'Waiting' }).waitFor({ state: 'visible', timeout: 40_000 });
      await s.shot('waiting');
      await cancel('Run Again');
      s.api.state.scenario = { readyMs: 100 };
    });

    await s.test('a window that is reloaded leaves nothing running, and is at rest', async () => {
      s.bench.change((world) => void (world.docker.hangs = true));
      s.write('Dockerfile', s.read('Dockerfile').replace('fastapi', 'flask'));
      await s.run('Run Again');
      await began('Run Again', 'docker', 'build');
      await s.page.reload();
      await s.page.waitForSelector('.monaco-workbench', { timeout: 60_000 });
      await until('nothing to run on', () => s.processes().length === 0, 60_000);
      await until('a status at rest', async () => (await s.status()) === 'Slipway', 60_000);
      await s.shot('reloaded');
      s.bench.change((world) => void (world.docker.hangs = false));
      await s.run('Run Again');
      await s.says('running in k3d-dev', 60_000);
    });
  });
}
