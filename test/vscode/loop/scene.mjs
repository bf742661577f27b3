// One window and what a person does in it.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCommand, until } from '../page.mjs';

/** A window with the moves of a user. */
export class Scene {
  #stage;
  #name;
  #calls;

  constructor(stage, { name, folder, bench, api, server, page }) {
    this.#stage = stage;
    this.#name = name;
    Object.assign(this, { folder, bench, api, server, page });
    this.#calls = bench.calls().length;
  }

  async test(name, run) {
    // While a scene is written, what comes behind a failure tells nothing.
    if (process.env.SLIPWAY_BAIL && this.#stage.failed > 0) return;
    const started = Date.now();
    try {
      await run();
      this.#stage.passed++;
      console.log(`  ✔ ${name}${process.env.SLIPWAY_TIMES ? ` (${((Date.now() - started) / 1000).toFixed(1)} s)` : ''}`);
    } catch (error) {
      this.#stage.failed++;
      console.log(`  ✖ ${name}\n${error.stack ?? error}`);
      await this.shot(`failed-${this.#stage.failed}`);
      console.log(JSON.stringify(this.api.state.list('Pod').map(({ metadata, status }) => [metadata.name, status])));
      console.log(this.calls().slice(-12).map(({ program, argv }) => `    ${program} ${argv.join(' ')}`).join('\n'));
      await this.page.keyboard.press('Escape').catch(() => undefined);
      await this.dismiss().catch(() => undefined);
    }
  }

  /** What was called since the scene began. */
  calls(program) {
    return this.bench.calls().slice(this.#calls).filter((call) => program === undefined || call.program === program);
  }

  async shot(name) {
    if (process.env.SLIPWAY_SHOTS) await this.page.screenshot({ path: join(process.env.SLIPWAY_SHOTS, `${this.#name}-${name}.png`), animations: 'disabled' });
  }

  /** A command of ours by its title, another's with its category. "Deploy" is part of other titles: the very row is chosen. */
  async run(title) {
    const wanted = title.includes(': ') ? title : `Slipway: ${title}`;
    const row = this.page.locator('.quick-input-list .label-name', { hasText: new RegExp(`^${wanted.replaceAll('.', '\\.')}$`) }).first();
    // The list of a window that has only just opened lacks the commands of extensions, and stays as it is.
    for (let tries = 1; ; tries++) {
      await this.page.keyboard.press('F1');
      await this.input.waitFor({ state: 'visible' });
      await this.page.keyboard.type(wanted);
      try {
        await row.waitFor({ state: 'visible', timeout: 5_000 });
        break;
      } catch (error) {
        if (tries === 6) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
    await row.click();
  }

  write(path, text) {
    write(join(this.folder, path), text);
  }

  read(path) {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  /** A notification that says `text`. */
  toast(text) {
    return this.page.locator('.notifications-toasts .notification-list-item', { hasText: text });
  }

  async says(text, timeout = 40_000) {
    const found = this.toast(text).first();
    await found.waitFor({ state: 'visible', timeout });
    return found;
  }

  /** Waits until no notification says `text`. */
  quiet(text) {
    return until(`no notification of ${text}`, async () => (await this.toast(text).count()) === 0);
  }

  dismiss() {
    return runCommand(this.page, 'Notifications: Clear All Notifications');
  }

  async press(toast, button) {
    await toast.getByRole('button', { name: button, exact: true }).click();
  }

  get rows() {
    return this.page.locator('.quick-input-list .monaco-list-row');
  }

  get input() {
    return this.page.locator('.quick-input-widget input');
  }

  /** A picker with this title. */
  async picker(title, timeout = 30_000) {
    const widget = this.page.locator('.quick-input-widget', { hasText: title });
    await widget.waitFor({ state: 'visible', timeout });
    return widget;
  }

  async pick(title, row) {
    await this.picker(title);
    await this.rows.filter({ hasText: row }).first().click();
  }

  /** Answers a question for text; what stands there already when no value is given. */
  async answer(title, value) {
    await this.picker(title);
    if (value !== undefined) await this.input.fill(value);
    await this.page.keyboard.press('Enter');
  }

  /** Applies the fix that says `text` to the problem at the cursor, by keyboard: the list may lie below a notification. */
  async fix(text) {
    await this.page.keyboard.press('Control+.');
    const list = this.page.locator('.action-widget .monaco-list-row');
    await list.filter({ hasText: text }).first().waitFor({ state: 'visible', timeout: 20_000 });
    await this.shot('fix');
    await until(`the row of ${text}`, async () => {
      if ((await this.page.locator('.action-widget .monaco-list-row.focused').textContent())?.includes(text)) return true;
      await this.page.keyboard.press('ArrowDown');
      return false;
    });
    await this.page.keyboard.press('Enter');
  }

  /** Text of the terminal in front, as it is drawn. */
  async terminal() {
    return (await this.page.locator('.terminal-wrapper.active .xterm-rows > div').allTextContents()).join('\n').replaceAll('\u00a0', ' ');
  }

  terminalSays(pattern, timeout = 40_000) {
    return until(`${pattern} in the terminal`, async () => {
      const text = await this.terminal();
      return pattern.test(text) ? text : (this.last = undefined);
    }, timeout);
  }

  /** The item of the status bar, as text; undefined when it is not there. */
  async status() {
    const item = this.page.locator('.statusbar-item[id$="slipway.loop"]');
    return (await item.count()) === 0 ? undefined : (await item.first().textContent()).replace(/[\s\u00a0]+/g, ' ').trim();
  }

  /** Deploys the folder as it is and waits until it runs. */
  async deployed() {
    await this.run('Deploy');
    await this.says('running in k3d-dev', 60_000);
    await this.dismiss();
  }

  /** Programs of this world that run now, by their words. */
  processes() {
    return runningDoubles(this.bench.folder);
  }
}

/** Processes that the doubles of this bench are, of /proc; undefined where there is none. */
export function runningDoubles(folder) {
  if (process.platform !== 'linux') return [];
  const marker = `SLIPWAY_DOUBLE=${join(folder, 'world.json')}`;
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      const isDouble = words.some((word) => /doubles\/(?:docker|k3d|kubectl)\.mjs$/.test(word));
      return isDouble && readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(marker) ? [words.slice(1).join(' ')] : [];
    } catch {
      // It has just ended.
      return [];
    }
  });
}

/** Makes the folders above it, too. */
export function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
