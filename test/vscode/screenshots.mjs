// The pictures of the README, from the packaged extension in the embedded VS Code: `npm run screenshots`.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startCodeServer } from '../../server/tools/host/codeServer.mjs';
import { packageExtension } from '../../server/tools/host/vsix.mjs';
import { goTo, openFile, openWorkbench, runCommand } from './page.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const say = (message) => console.log(`   ${message}`);
const images = join(root, 'images');
const vsix = packageExtension(root, say);

for (const [name, theme] of [
  ['dark', 'Default Dark Modern'],
  ['light', 'Default Light Modern'],
]) {
  const workspace = mkdtempSync(join(tmpdir(), 'slipway-pictures-'));
  cpSync(join(root, 'examples/myapp'), workspace, { recursive: true });
  mkdirSync(join(workspace, '.vscode'));
  const settings = {
    'workbench.colorTheme': theme,
    'workbench.startupEditor': 'none',
    'workbench.tips.enabled': false,
    'chat.commandCenter.enabled': false,
    'editor.minimap.enabled': false,
    'editor.fontSize': 15,
    'editor.hover.delay': 100,
    'files.exclude': { '.vscode': true },
  };
  writeFileSync(join(workspace, '.vscode/settings.json'), JSON.stringify(settings));
  const host = await startCodeServer({ say, folder: workspace, vsix });
  const workbench = await openWorkbench(host, say, { viewport: { width: 1180, height: 640 } });
  const { page } = workbench;
  const shoot = async (what) => {
    await pause(400);
    await page.screenshot({ path: join(images, `${what}-${name}.png`) });
    say(`images/${what}-${name}.png`);
  };
  try {
    await workbench.open();
    await openFile(page, 'Dockerfile');
    await page.waitForSelector('.squiggly-warning', { timeout: 30_000 });
    await page.keyboard.press('Control+B');
    await pause(500);
    // The pointer rests on a word, as a reader's does.
    await goTo(page, 9, 6);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+I');
    await page.waitForSelector('.monaco-hover:visible');
    await shoot('hover');
    await page.keyboard.press('Escape');
    await goTo(page, 6, 10);
    await page.keyboard.press('Control+.');
    await page.waitForSelector('.action-widget .monaco-list-row', { state: 'visible' });
    await shoot('fixes');
    await page.keyboard.press('Escape');
    await runCommand(page, 'Problems: Focus on Problems View');
    await shoot('problems');
    await page.keyboard.press('Control+J');
    await openFile(page, 'k8s/app.yaml');
    await goTo(page, 28, 24);
    await page.waitForSelector('.squiggly-error', { timeout: 30_000 });
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+I');
    await page.waitForSelector('.monaco-hover:visible');
    await shoot('manifest');
    await page.keyboard.press('Escape');
    // Behind the image a container has room for more; the API's text stands beside the list.
    await goTo(page, 20, 20);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('s');
    await page.waitForSelector('.suggest-widget.visible .monaco-list-row');
    await pause(400);
    await page.keyboard.press('Control+Space');
    await pause(600);
    await shoot('completion');
  } finally {
    await workbench.close();
    await host.stop();
    rmSync(workspace, { recursive: true, force: true });
  }
}
