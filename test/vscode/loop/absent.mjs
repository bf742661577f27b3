// Programs that are not there, and daemons that do not answer: what each command says, and what to do.
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../page.mjs';

const commands = ['Build Image', 'Build and Deploy', 'Deploy', 'Diff against Cluster', 'Create k3d Cluster with Registry', 'Start Cluster'];

/** What it is for and how to get it, the guide behind a button; its text comes before or behind that of the message. */
const missing = (program) => new RegExp(`(?=.*'${program}' was not found on PATH)(?=.*How to Install)`);

export async function absentScene(stage) {
  await stage.scene('absent', {}, async (s) => {
    const without = async (program, work) => {
      const path = join(s.bench.folder, 'bin', program);
      renameSync(path, `${path}.away`);
      try {
        await work();
      } finally {
        renameSync(`${path}.away`, path);
      }
    };
    /** Runs a command up to its failure; questions on the way are answered with what they propose. */
    const failureOf = async (title) => {
      await s.run(title);
      return until(`the failure of ${title}`, async () => {
        const toasts = s.page.locator('.notifications-toasts .notification-list-item', { hasNot: s.page.getByRole('button', { name: 'Cancel' }) });
        if ((await toasts.count()) > 0) return (await toasts.first().textContent()).replaceAll('\u00a0', ' ');
        const isAsking = await s.page.locator('.quick-input-widget .quick-input-title', { hasText: /Stage|Name|Port|What to deploy/ }).isVisible();
        if (isAsking) {
          if (await s.page.locator('.quick-input-title', { hasText: 'Name of the image' }).isVisible()) await s.input.fill('shop');
          await s.page.keyboard.press('Enter');
        }
        return false;
      });
    };
    const each = async (expected) => {
      for (const [title, pattern] of Object.entries(expected)) {
        const text = await failureOf(title);
        if (process.env.SLIPWAY_TIMES) console.log(`      ${title}: ${text}`);
        if (!pattern.test(text)) throw new Error(`${title} says: ${text}`);
        await s.shot(title.toLowerCase().replaceAll(' ', '-'));
        await s.dismiss();
      }
    };

    await s.test('without docker: what it is for, and how to get it', async () => {
      await without('docker', () => each({ 'Build Image': missing('docker'), 'Build and Deploy': missing('docker') }));
    });

    await s.test('without kubectl', async () => {
      await without('kubectl', () => each({ Deploy: missing('kubectl'), 'Diff against Cluster': missing('kubectl') }));
    });

    await s.test('without k3d', async () => {
      await without('k3d', () => each({ Deploy: missing('k3d'), 'Create k3d Cluster with Registry': missing('k3d'), 'Start Cluster': missing('k3d') }));
    });

    await s.test('Docker is down: every command says so, in the same words', async () => {
      s.bench.change((world) => void (world.docker.state = 'down'));
      await each(Object.fromEntries(commands.map((title) => [title, /Docker does not answer.*Start Docker/])));
    });

    await s.test('Check Prerequisites lists what is missing and what is not', async () => {
      await without('kubectl', async () => {
        await s.run('Check Prerequisites');
        await until('the list', async () => (await s.rows.allTextContents()).join(' ').includes('kubectl'));
        const text = (await s.rows.allTextContents()).join('\n');
        await s.shot('prerequisites');
        if (!/Docker does not answer/.test(text) || !/`kubectl` was not found/.test(text)) throw new Error(text);
        await s.page.keyboard.press('Escape');
      });
    });
  });
}
