// Logs in a terminal: what is written comes as it is written; the run before a crash goes first.
import { until } from '../page.mjs';

export async function logsScene(stage) {
  await stage.scene('logs', { cluster: { logs: { api: 'listening on 8080\n' } } }, async (s) => {
    const isFollowing = () => s.processes().some((words) => words.includes('--follow'));

    await s.test('logs before a deployment say what to do first', async () => {
      await s.run('Show Logs');
      const toast = await s.says('has deployed nothing from this folder yet');
      await s.shot('nothing');
      await toast.getByRole('button', { name: 'Deploy', exact: true }).waitFor();
      await s.dismiss();
    });

    await s.test('logs come as they are written, in a terminal and in colour', async () => {
      await s.deployed();
      await s.run('Show Logs');
      await s.terminalSays(/listening on 8080/);
      s.api.state.scenario = { ...s.api.state.scenario, logs: { api: 'listening on 8080\n\u001b[32mGET / 200\u001b[0m\n\u001b[31mGET /cart 500\u001b[0m\n' } };
      const text = await s.terminalSays(/GET \/cart 500/);
      if (/\[pod\//.test(text)) throw new Error('each line names the pod that the heading names');
      await s.quiet('Slipway: Logs');
      await s.shot('streaming');
    });

    await s.test('Ctrl+C ends the stream, Enter follows the newest pod', async () => {
      await s.page.locator('.terminal-wrapper.active .xterm').click();
      await s.page.keyboard.press('Control+C');
      await s.terminalSays(/The logs ended/);
      await until('the end of kubectl', () => !isFollowing());
      await s.page.keyboard.press('Enter');
      await until('kubectl once more', isFollowing);
    });

    await s.test('a closed terminal ends the stream', async () => {
      await s.page.keyboard.press('Escape');
      await s.page.getByRole('button', { name: /Kill Terminal/ }).first().click();
      await until('the end of kubectl', () => !isFollowing());
    });

    await s.test('after a crash the run before comes first', async () => {
      s.api.state.scenario = {
        pods: { api: [{ afterMs: 0, state: 'crash' }] },
        previousLogs: { api: 'Traceback (most recent call last):\nKeyError: DATABASE_URL\n' },
        logs: { api: 'starting\n' },
      };
      s.write('k8s.yaml', s.read('k8s.yaml').replace('containerPort: 8080', 'containerPort: 8081'));
      await s.run('Deploy');
      const toast = await s.says('KeyError: DATABASE_URL', 60_000);
      await s.shot('crash');
      await s.press(toast, 'Show the logs of api');
      await s.terminalSays(/the run before its last restart[^]*KeyError: DATABASE_URL[^]*starting/);
      await s.shot('previous');
    });
  });
}
