// The embedded VS Code as a page with the moves of a user.
import { setTimeout as pause } from 'node:timers/promises';
import { launchBrowser } from '../../server/tools/host/browser.mjs';

export const isMac = process.platform === 'darwin';

/**
 * Opens a folder of the host, its own when none is named. `payload` are extra pairs for the workbench, as the test runner needs them.
 * Each call is a user of its own: nothing is remembered of an earlier one.
 */
export async function openWorkbench(host, say, { payload = [], viewport = { width: 1280, height: 800 }, folder } = {}) {
  const browser = await launchBrowser(say);
  const context = await browser.newContext({ viewport, colorScheme: 'dark' });
  const page = await context.newPage();
  const pairs = [['skipWelcome', 'true'], ...payload];
  const url = folder === undefined ? host.url : `http://127.0.0.1:${host.port}/?folder=${encodeURIComponent(folder)}`;
  const open = async () => {
    await page.goto(`${url}&payload=${encodeURIComponent(JSON.stringify(pairs))}`);
    await page.waitForSelector('.monaco-workbench', { timeout: 60_000 });
  };
  const close = async () => {
    // Left as a user leaves it: the extension host ends with the window, and does not wait for it to come back.
    await page.goto('about:blank').catch(() => undefined);
    await browser.close();
  };
  return { browser, page, open, close };
}

/** Polls `check` until it answers something true, and tells what was waited for when it never does. */
export async function until(what, check, timeout = 30_000) {
  const end = Date.now() + timeout;
  let last;
  for (;;) {
    try {
      last = await check();
      if (last) return last;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`waited ${timeout} ms for ${what}; last: ${last instanceof Error ? last.message : JSON.stringify(last)}`);
    await pause(100);
  }
}

/** Quick open: a file by its name. */
export async function openFile(page, name) {
  await page.keyboard.press('Control+P');
  await page.waitForSelector('.quick-input-widget input', { state: 'visible' });
  await page.keyboard.type(name);
  await page.waitForSelector(`.quick-input-list .monaco-list-row`, { state: 'visible' });
  await until(`${name} in quick open`, async () => (await page.locator('.quick-input-list .monaco-list-row').first().textContent())?.includes(name.split('/').at(-1)));
  await page.keyboard.press('Enter');
  await page.waitForSelector('.monaco-editor .view-line', { timeout: 30_000 });
}

/** A command from the palette, by its title. */
export async function runCommand(page, title) {
  await page.keyboard.press('F1');
  await page.waitForSelector('.quick-input-widget input', { state: 'visible' });
  await page.keyboard.type(title);
  await until(`"${title}" in the palette`, async () => (await page.locator('.quick-input-list .monaco-list-row').first().textContent())?.includes(title.split(': ').at(-1)));
  await page.keyboard.press('Enter');
}

/** Puts the cursor on the `offset`th character of the first line that contains `text`. */
export async function goTo(page, line, column = 1) {
  await page.keyboard.press('Control+G');
  await page.waitForSelector('.quick-input-widget input', { state: 'visible' });
  await page.keyboard.type(`:${line}:${column}`.replace(/^:/, ''));
  await page.keyboard.press('Enter');
}

/** The editor's text as it is shown, lines in order. */
export async function editorText(page) {
  return page.evaluate(() => {
    const lines = [...document.querySelectorAll('.monaco-editor .view-lines .view-line')];
    lines.sort((a, b) => Number.parseInt(a.style.top, 10) - Number.parseInt(b.style.top, 10));
    return lines.map((line) => line.textContent.replaceAll('\u00a0', ' ')).join('\n');
  });
}
