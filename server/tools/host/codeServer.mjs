// VS Code's workbench and extension host from npm (code-server), for tests and for `npm start` without a desktop VS Code.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cached } from './cache.mjs';

/** VS Code 1.100.3, the last line of code-server for Node 20. */
const version = '4.100.3';

async function install(say) {
  return cached(`code-server-${version}-2`, (folder) => {
    say(`code-server ${version}: VS Code for the tests, once (about 20 seconds)`);
    writeFileSync(join(folder, 'package.json'), '{"private":true}');
    // Its own postinstall downloads programs; all that is needed comes from npm.
    npm(folder, ['install', '--ignore-scripts', '--no-audit', '--no-fund', `code-server@${version}`, '@vscode/ripgrep@1.18.0']);
    const code = join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
    npm(code, ['install', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund']);
    // argon2 hashes passwords; the host runs without one, and the module's binary is not there.
    const argon2 = join(folder, 'node_modules', 'argon2');
    rmSync(argon2, { recursive: true, force: true });
    mkdirSync(argon2);
    writeFileSync(join(argon2, 'package.json'), '{"name":"argon2","version":"0.0.0","main":"index.js"}');
    writeFileSync(join(argon2, 'index.js'), "exports.hash = exports.verify = () => Promise.reject(new Error('no password is used'));\n");
    // spdlog is a native module that nobody builds here: without it output channels stay empty.
    writeFileSync(join(code, 'node_modules', '@vscode', 'spdlog', 'index.js'), readFileSync(new URL('spdlog.cjs', import.meta.url)));
    if (!existsSync(join(code, 'node_modules.asar'))) symlinkSync('node_modules', join(code, 'node_modules.asar'));
    const ripgrep = join(folder, 'node_modules', '@vscode', `ripgrep-${process.platform}-${process.arch}`, 'bin', 'rg');
    if (existsSync(ripgrep)) {
      const bin = join(code, 'node_modules', '@vscode', 'ripgrep', 'bin');
      mkdirSync(bin, { recursive: true });
      copyFileSync(ripgrep, join(bin, 'rg'));
      chmodSync(join(bin, 'rg'), 0o755);
    }
  });
}

function npm(cwd, words) {
  const { status, stderr } = spawnSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', words, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm ${words.join(' ')} failed:\n${stderr}`);
}

/**
 * Starts the host with the extension installed. `settings` go to the user's settings.json, `machine` to the machine's, `keys` to the keybindings,
 * `env` to the host and what it starts. `asksTrust`: folders open in Restricted Mode until somebody trusts them.
 * Answers `{ url, port, stop, log }`; `stop` ends it and removes what it made.
 */
export async function startCodeServer({
  say,
  folder,
  vsix,
  port,
  settings = {},
  machine = {},
  keys = [],
  env: own = {},
  asksTrust = false,
}) {
  const installed = await install(say);
  const entry = join(installed, 'node_modules', 'code-server', 'out', 'node', 'entry.js');
  const home = mkdtempSync(join(tmpdir(), 'slipway-host-'));
  const data = join(home, 'data');
  const extensions = join(home, 'extensions');
  mkdirSync(join(data, 'User'), { recursive: true });
  writeFileSync(
    join(data, 'User', 'settings.json'),
    JSON.stringify({
      'workbench.startupEditor': 'none',
      'workbench.tips.enabled': false,
      'security.workspace.trust.enabled': asksTrust,
      'security.workspace.trust.startupPrompt': 'never',
      'extensions.ignoreRecommendations': true,
      'editor.minimap.enabled': false,
      'chat.commandCenter.enabled': false,
      ...settings,
    }),
  );
  writeFileSync(join(data, 'User', 'keybindings.json'), JSON.stringify(keys));
  // Settings of the machine scope are not read from the user's in a remote window, which this is.
  mkdirSync(join(data, 'Machine'), { recursive: true });
  writeFileSync(join(data, 'Machine', 'settings.json'), JSON.stringify(machine));
  const base = ['--user-data-dir', data, '--extensions-dir', extensions];
  // A variable of the terminal this runs in must not reach the host.
  const env = { ...process.env, ...own, HOME: home, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home };
  delete env.VSCODE_IPC_HOOK_CLI;
  const added = spawnSync(process.execPath, [entry, ...base, '--install-extension', vsix], { encoding: 'utf8', env });
  if (added.status !== 0) throw new Error(`the VSIX could not be installed:\n${added.stdout}\n${added.stderr}`);
  const free = port ?? (await freePort());
  const child = spawn(
    process.execPath,
    [
      entry,
      '--auth',
      'none',
      '--bind-addr',
      `127.0.0.1:${free}`,
      ...base,
      '--disable-telemetry',
      '--disable-update-check',
      ...(asksTrust ? [] : ['--disable-workspace-trust']),
      '--disable-getting-started-override',
      folder,
    ],
    { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  let log = '';
  const listening = new Promise((resolve, reject) => {
    const take = (chunk) => {
      log += chunk;
      if (log.includes('HTTP server listening')) resolve();
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('exit', (code) => reject(new Error(`code-server ended with ${code}:\n${log}`)));
    setTimeout(() => reject(new Error(`code-server did not start in a minute:\n${log}`)), 60_000).unref();
  });
  const stop = async () => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It ended by itself.
    }
    if (child.exitCode === null && child.signalCode === null) await gone;
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  try {
    await listening;
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `http://127.0.0.1:${free}/?folder=${encodeURIComponent(folder)}`, port: free, folder, data, stop, log: () => log };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
