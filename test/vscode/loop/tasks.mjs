// tasks.json: the same runs in a terminal of their own, with an exit code.
import { until } from '../page.mjs';
import { shop } from './stage.mjs';

const tasks = {
  version: '2.0.0',
  tasks: [
    { type: 'slipway', step: 'build', dockerfile: 'Dockerfile', target: 'runtime', image: 'shop', label: 'build shop' },
    { type: 'slipway', step: 'buildAndDeploy', target: 'runtime', image: 'shop', manifests: 'k8s.yaml', label: 'shop into dev' },
    { type: 'slipway', step: 'build', target: 'runtine', image: 'shop', label: 'wrong stage' },
    { type: 'slipway', step: 'biuld', label: 'wrong step' },
  ],
};

export async function tasksScene(stage) {
  const files = { ...shop, '.vscode/tasks.json': JSON.stringify(tasks, null, 2) };
  await stage.scene('tasks', { files, world: { docker: { stepMs: 100 } } }, async (s) => {
    const list = s.page.locator('.quick-input-widget input[placeholder="Select the task to run"]');
    /** A window that has only just opened knows no tasks yet, and shows nothing. */
    const openList = async () => {
      for (let i = 0; ; i++) {
        await s.run('Tasks: Run Task');
        try {
          await list.waitFor({ state: 'visible', timeout: 10_000 });
          break;
        } catch (error) {
          if (i === 3) throw error;
        }
      }
      await until('the tasks of the folder', async () => /build shop[^]*slipway/.test((await s.rows.allTextContents()).join('\n')));
    };
    /** Chooses a task as a person does: by typing some of its name. */
    const start = async (label) => {
      await openList();
      await s.input.fill(label);
      await until(`${label} in the list`, async () => (await s.rows.first().textContent())?.includes(label));
      await s.page.keyboard.press('Enter');
    };
    /** The mark beside the terminal's name: a check, a cross, a wheel. */
    const mark = (label, state) =>
      until(`${label} to be ${state}`, async () => ((await s.page.locator('.single-terminal-tab, .terminal-tabs-entry', { hasText: label }).first().innerHTML()) ?? '').includes({ good: 'codicon-check', bad: 'codicon-error', running: 'codicon-loading' }[state]));

    await s.test('tasks are listed by type: build, deploy, and both', async () => {
      await openList();
      await s.rows.filter({ hasText: 'slipway' }).last().click();
      await until('the three tasks', async () => {
        const text = (await s.rows.allTextContents()).join('\n');
        return ['slipway: Build Image', 'slipway: Deploy', 'slipway: Build and Deploy'].every((name) => text.includes(name));
      });
      await s.shot('list');
      await s.page.keyboard.press('Escape');
    });

    await s.test('a task builds in its terminal and ends well', async () => {
      await start('build shop');
      await s.terminalSays(/Built shop:dev-/);
      await mark('build shop', 'good');
      await s.shot('built');
      if ((await s.toast('Slipway: Build Image').count()) > 0) throw new Error('a task has its terminal and needs no notification');
    });

    await s.test('a task deploys what it names, and says so', async () => {
      await start('shop into dev');
      await s.terminalSays(/Running in k3d-dev/, 60_000);
      await mark('shop into dev', 'good');
      await s.says('running in k3d-dev');
      await s.shot('deployed');
      await s.dismiss();
    });

    await s.test('a stage that is not there fails the task: nothing else is built in its place', async () => {
      const before = s.calls('docker').length;
      await start('wrong stage');
      await s.terminalSays(/There is no stage `runtine`/);
      await mark('wrong stage', 'bad');
      await s.terminalSays(/terminated with exit code: 1/);
      await s.shot('wrong-stage');
      if (s.calls('docker').slice(before).some(({ argv }) => argv[0] === 'build')) throw new Error('it was built all the same');
    });

    await s.test('a definition that is wrong says what is', async () => {
      await start('wrong step');
      await s.terminalSays(/"step" of this task is "biuld"/);
      await s.terminalSays(/terminated with exit code: 2/);
      await s.shot('wrong-step');
    });

    await s.test('a task that is terminated leaves nothing running', async () => {
      s.bench.change((world) => void (world.docker.hangs = true));
      await start('build shop');
      await until('a build', () => s.processes().some((words) => words.includes('build')));
      await mark('build shop', 'running');
      await s.run('Tasks: Terminate Task');
      await s.page.locator('.quick-input-widget input[placeholder="Select a task to terminate"]').waitFor({ state: 'visible' });
      await s.page.keyboard.press('Enter');
      await until('the end of the build', () => s.processes().length === 0);
      await s.shot('terminated');
      s.bench.change((world) => void (world.docker.hangs = false));
      await start('build shop');
      await s.terminalSays(/Built shop:dev-/);
    });
  });
}
