// A workspace that nobody trusts yet: findings, and not one process; then it is trusted.
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { editorText, goTo, openFile, until } from '../page.mjs';
import { dockerfile, shop } from './stage.mjs';

/** What the repository would like to be run: programs of its own. */
const traps = ['docker', 'podman', 'k3d', 'kubectl', 'helm', 'git'];

/** Key bindings of the user, who may press them anywhere. */
export const restrictedKeys = [
  { key: 'ctrl+alt+1', command: 'slipway.buildAndDeploy' },
  { key: 'ctrl+alt+2', command: 'slipway.showPodLogs' },
  { key: 'ctrl+alt+3', command: 'slipway.createCluster' },
  { key: 'ctrl+alt+4', command: 'slipway.openInBrowser' },
  { key: 'ctrl+alt+5', command: 'slipway.checkPrerequisites' },
];

export async function restrictedScene(stage) {
  const settings = { 'slipway.programs': Object.fromEntries(traps.map((name) => [name, `\${workspaceFolder}/bin/${name}`])), 'slipway.deploy.allowedContexts': ['prod'] };
  const tasks = { version: '2.0.0', tasks: [{ type: 'slipway', step: 'build', target: 'runtime', image: 'shop', label: 'build shop' }] };
  const files = { ...shop, '.vscode/tasks.json': JSON.stringify(tasks), Dockerfile: dockerfile.replace('pip install fastapi', 'apt-get install curl') };
  await stage.scene('restricted', { files }, async (s) => {
    const sprung = join(s.folder, 'sprung');
    for (const name of traps) {
      s.write(`bin/${name}`, `#!/bin/sh\necho ${name} >> '${sprung}'\n`);
      chmodSync(join(s.folder, 'bin', name), 0o755);
    }
    // Absolute, as somebody could write it who knows where the folder will lie.
    writeFileSync(join(s.folder, '.vscode/settings.json'), JSON.stringify(settings).replaceAll('${workspaceFolder}', s.folder));
    const lenses = async () => (await s.page.locator('.codelens-decoration').allTextContents()).join(' ');
    const nothingRan = () => {
      const calls = s.calls();
      if (calls.length > 0) throw new Error(`${calls[0].program} ${calls[0].argv.join(' ')} was run`);
      if (existsSync(sprung)) throw new Error('a program of the workspace was run');
    };

    await s.test('restricted: findings, hovers and fixes are there', async () => {
      await s.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor({ state: 'visible', timeout: 30_000 });
      await openFile(s.page, 'Dockerfile');
      await s.page.waitForSelector('.squiggly-warning, .squiggly-error', { timeout: 40_000 });
      await goTo(s.page, 2, 14);
      await s.page.keyboard.press('Control+K');
      await s.page.keyboard.press('Control+I');
      await until('the hover', async () => /asks before it installs/.test((await s.page.locator('.monaco-hover:visible').allTextContents()).join('\n')));
      await s.shot('findings');
      await s.page.keyboard.press('Escape');
      await s.fix('Add `-y`');
      await until('the fixed text', async () => (await editorText(s.page)).includes('install -y curl'));
      await s.page.keyboard.press('Control+S');
    });

    await s.test('restricted: nothing that runs programs is in palette, lenses, menus', async () => {
      await s.page.keyboard.press('F1');
      await s.page.keyboard.type('Slipway: ');
      await until('what can be run', async () => (await s.rows.allTextContents()).join('\n').includes('Slipway: Explain Rule'));
      const listed = (await s.rows.locator('.label-name').allTextContents()).join('\n');
      await s.shot('palette');
      await s.page.keyboard.press('Escape');
      const running = /Slipway: (?:Build|Deploy|Import|Push|Run Again|Diff|Show Logs|Port|Open in|Roll|Delete|Create k3d|Start|Check|Show Image|Show Run|Ask)/.exec(listed);
      if (running !== null) throw new Error(`the palette has ${running[0]}`);
      await openFile(s.page, 'Dockerfile');
      await until('a lens that only tells', async () => /used by 1 stage/.test(await lenses()));
      if (/Build/.test(await lenses())) throw new Error(`a lens runs something: ${await lenses()}`);
      await s.page.locator('.monaco-editor .view-line').first().click({ button: 'right' });
      const menu = s.page.locator('.monaco-menu');
      await menu.waitFor({ state: 'visible' });
      const entries = (await menu.allTextContents()).join(' ');
      await s.page.keyboard.press('Escape');
      if (/Build|Deploy/.test(entries)) throw new Error(`the menu has ${entries}`);
      if ((await s.status()) !== undefined) throw new Error('the status bar offers to run');
    });

    await s.test('restricted: a key is answered with the reason and the way to trust', async () => {
      for (const digit of [1, 2, 3, 4, 5]) {
        await s.page.keyboard.press(`Control+Alt+${digit}`);
        const toast = await s.says('the workspace is not trusted');
        await toast.getByRole('button', { name: 'Manage Workspace Trust' }).waitFor();
        if (digit === 1) await s.shot('refused');
        await s.dismiss();
      }
      nothingRan();
    });

    await s.test('restricted: no task is run', async () => {
      await s.page.keyboard.press('F1');
      await s.page.keyboard.type('Tasks: Run Task');
      await s.page.keyboard.press('Enter');
      const dialog = s.page.locator('.monaco-dialog-box');
      await until('a refusal of VS Code', async () => (await dialog.count()) > 0 || (await s.rows.count()) === 0 || /No configured tasks|not trusted|trust/i.test(await s.page.locator('.quick-input-widget').textContent()));
      await s.shot('tasks');
      await s.page.keyboard.press('Escape');
      await s.page.keyboard.press('Escape');
      nothingRan();
    });

    await s.test('once the workspace is trusted, all of it is there without a reload', async () => {
      await s.page.keyboard.press('Control+Alt+1');
      await s.press(await s.says('the workspace is not trusted'), 'Manage Workspace Trust');
      const trust = s.page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true });
      await trust.waitFor({ state: 'visible', timeout: 30_000 });
      await s.shot('trust');
      await trust.click();
      await openFile(s.page, 'Dockerfile');
      await until('lenses that run', async () => /Build and Deploy/.test(await lenses()));
      await s.run('Build and Deploy');
      await s.pick('Stage to build', 'runtime');
      await s.answer('Name of the image', 'shop');
      await s.says('running in k3d-dev', 60_000);
      await s.shot('trusted');
    });

    await s.test('programs that a workspace names are not run when it is trusted, either', async () => {
      if (existsSync(sprung)) throw new Error('a program of the workspace was run');
      if (!s.calls('docker').some(({ argv }) => argv[0] === 'build')) throw new Error('docker of this machine was not run');
    });
  });
}
