// What only a person's hands show: squiggle, hover, lightbulb, keys.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { editorText, goTo, openFile, openWorkbench, runCommand, until } from './page.mjs';

export async function runUiTests(host, say) {
  const workbench = await openWorkbench(host, say);
  const { page } = workbench;
  let passed = 0;
  const failed = [];
  const test = async (name, run) => {
    try {
      await run();
      passed++;
      console.log(`  ✔ ${name}`);
    } catch (error) {
      failed.push(name);
      console.log(`  ✖ ${name}\n${error.stack ?? error}`);
      if (process.env.SLIPWAY_SHOTS) await page.screenshot({ path: join(process.env.SLIPWAY_SHOTS, `failed-${failed.length}.png`) });
    }
  };
  try {
    writeFileSync(join(host.folder, 'hands.Dockerfile'), 'FROM debian:13-slim\nRUN apt-get update && apt-get install curl\nCMD ["curl", "--version"]\n');
    // Quick open may not know yet of a file that is written while it is asked.
    writeFileSync(join(host.folder, 'empty.Dockerfile'), '');
    writeFileSync(join(host.folder, 'k8s/typed.yaml'), 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: typed\n');
    await workbench.open();

    await test('squiggles are drawn in an opened Dockerfile', async () => {
      await openFile(page, 'hands.Dockerfile');
      await page.waitForSelector('.squiggly-warning', { timeout: 30_000 });
    });

    await test('a hover by keyboard shows the page of the rule', async () => {
      await goTo(page, 2, 34);
      await page.keyboard.press('Control+K');
      await page.keyboard.press('Control+I');
      const hover = page.locator('.monaco-hover:visible');
      await until('the hover', async () => /asks for confirmation/.test((await hover.allTextContents()).join('\n')));
      await page.keyboard.press('Escape');
    });

    await test('the lightbulb applies the fix', async () => {
      await goTo(page, 2, 34);
      await page.keyboard.press('Control+.');
      const item = page.locator('.action-widget .monaco-list-row', { hasText: 'Add `-y`' }).first();
      await item.waitFor({ state: 'visible', timeout: 20_000 });
      // The first rows are the fixes; a person goes down to one and presses Enter.
      await until('the row', async () => {
        const focused = await page.locator('.action-widget .monaco-list-row.focused').textContent();
        if (focused?.includes('Add `-y`')) return true;
        await page.keyboard.press('ArrowDown');
        return false;
      });
      await page.keyboard.press('Enter');
      await until('the fixed text', async () => (await editorText(page)).includes('install -y curl'));
    });

    await test('undo takes the fix back in one step', async () => {
      await page.keyboard.press('Control+Z');
      await until('the text from before', async () => /install curl/.test(await editorText(page)));
    });

    await test('a snippet is inserted from the keyboard', async () => {
      await page.keyboard.press('Escape');
      await openFile(page, 'empty.Dockerfile');
      await page.keyboard.type('slipway');
      await page.keyboard.press('Control+Space');
      const suggestion = page.locator('.suggest-widget .monaco-list-row').first();
      await suggestion.waitFor({ state: 'visible', timeout: 20_000 });
      await page.keyboard.press('Enter');
      await until('a FROM line', async () => /FROM|RUN|HEALTHCHECK/.test(await editorText(page)));
    });
    await test('a field is offered while it is typed, and brings what must stand below it', async () => {
      await page.keyboard.press('Escape');
      await openFile(page, 'k8s/typed.yaml');
      await page.keyboard.press('Control+End');
      await page.keyboard.type('spe', { delay: 80 });
      const row = page.locator('.suggest-widget.visible .monaco-list-row').first();
      await until('the field', async () => /^spec/.test((await row.textContent()) ?? ''));
      await page.keyboard.press('Enter');
      await until('what stands below it', async () => {
        const text = await editorText(page);
        return ['  selector:', '    matchLabels:', '      containers:', '        - name:'].every((line) => text.includes(line));
      });
    });
    await test('what is half typed is told in the next pause', async () => {
      await page.keyboard.press('Escape');
      await openFile(page, 'hands.Dockerfile');
      await page.waitForSelector('.squiggly-warning', { timeout: 30_000 });
      await page.keyboard.press('Control+End');
      const started = Date.now();
      let early = 0;
      for (const key of 'HEALTHCHE') {
        await page.keyboard.type(key);
        await page.keyboard.press('Escape');
        if (Date.now() - started < 700) early += await page.locator('.squiggly-error').count();
      }
      assert.equal(early, 0);
      await page.waitForSelector('.squiggly-error', { timeout: 10_000 });
      for (let i = 0; i < 9; i++) await page.keyboard.press('Backspace');
      await until('no more of it', async () => (await page.locator('.squiggly-error').count()) === 0);
    });
    await test('the walkthrough opens with its steps', async () => {
      await page.keyboard.press('Escape');
      await runCommand(page, 'Welcome: Open Walkthrough...');
      await page.waitForSelector('.quick-input-list .monaco-list-row', { state: 'visible' });
      await page.keyboard.type('Get started with Slipway');
      await until('the entry', async () => (await page.locator('.quick-input-list .monaco-list-row').first().textContent())?.includes('Slipway'));
      await page.keyboard.press('Enter');
      await until('five steps', async () => (await page.locator('.getting-started-step:visible').count()) === 5);
      if (process.env.SLIPWAY_SHOTS) await page.screenshot({ path: join(process.env.SLIPWAY_SHOTS, 'walkthrough.png') });
    });

    await test('.slipway.yaml is completed and judged', async () => {
      writeFileSync(join(host.folder, '.slipway.yaml'), 'preset: recommended\nrules:\n  dockerfile/untagged-base: off\n');
      const entry = page.locator('.explorer-folders-view .monaco-list-row', { hasText: '.slipway.yaml' });
      await entry.waitFor({ state: 'visible', timeout: 30_000 });
      await entry.dblclick();
      await page.waitForSelector('.squiggly-error, .squiggly-warning', { timeout: 30_000 });
      await goTo(page, 3, 10);
      await page.keyboard.press('Control+.');
      const item = page.locator('.action-widget .monaco-list-row', { hasText: 'untagged-base-image' }).first();
      await item.waitFor({ state: 'visible', timeout: 20_000 });
      await page.keyboard.press('Enter');
      await until('the right name', async () => (await editorText(page)).includes('untagged-base-image'));
      // What the file says on disk would hold for the tests behind this one.
      writeFileSync(join(host.folder, '.slipway.yaml'), '');
    });
    assert.ok(passed + failed.length > 0);
  } finally {
    await workbench.close();
  }
  console.log(`${passed} passed, ${failed.length} failed`);
  return failed.length === 0;
}
