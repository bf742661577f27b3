// Set-up without packages: `node server/tools/bootstrap.mjs start|test|setup`. Needs Node 20 and npm; installs all else itself.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [command = 'help', ...args] = process.argv.slice(2);
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

const usage = `usage: npm start [-- [FOLDER] [--port N]]     open the extension on examples/myapp (or FOLDER)
       npm test                              everything that has to pass
       node server/tools/bootstrap.mjs setup install packages and build, no more`;

if (Number(process.versions.node.split('.')[0]) < 20) fail(`Node 20 or newer is needed; this is ${process.versions.node}`);
switch (command) {
  case 'setup':
    setUp();
    break;
  case 'test':
    setUp();
    process.exitCode = await test();
    break;
  case 'start':
    setUp();
    await start();
    break;
  default:
    console.log(usage);
    process.exitCode = command === 'help' || command === '--help' ? 0 : 2;
}

function setUp() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules', '.slipway-lock');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
    say('npm ci: the packages of package-lock.json are not installed yet');
    run(npm, ['ci', '--no-audit', '--no-fund', '--ignore-scripts']);
    writeFileSync(stamp, lock);
  }
  say('build: dist/client.js, dist/server.js, dist/cli.js');
  run(process.execPath, ['esbuild.mjs', 'build']);
}

/** Each part prints what it does; the last line sums up what ran. */
async function test() {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const parts = [
    ['types, lint, format, generated files', npm, ['run', '--silent', 'check']],
    ['unit tests', process.execPath, ['esbuild.mjs', 'test']],
    ['grammar tests', npm, ['run', '--silent', 'test:grammar', '--if-present']],
    ['suite in a real VS Code', process.execPath, ['test/vscode/run.mjs']],
  ];
  for (const [name, program, words] of parts) {
    say(name);
    const { status, output } = await stream(program, words);
    const counts = countsIn(output);
    if (counts === undefined) total[status === 0 ? 'passed' : 'failed']++;
    else for (const key of Object.keys(total)) total[key] += counts[key];
    if (status !== 0 && counts?.failed === 0) total.failed++;
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

/** The sums that node's test runner, mocha and our own scripts print. */
function countsIn(output) {
  const sum = (pattern) => [...output.matchAll(pattern)].reduce((total, match) => total + Number(match[1]), 0);
  const node = /^ℹ tests \d+$/m.test(output);
  const plain = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm;
  if (!node && !plain.test(output)) return undefined;
  plain.lastIndex = 0;
  const counts = {
    passed: sum(/^ℹ pass (\d+)$/gm),
    failed: sum(/^ℹ fail (\d+)$/gm) + sum(/^ℹ cancelled (\d+)$/gm),
    skipped: sum(/^ℹ skipped (\d+)$/gm),
  };
  for (const match of output.matchAll(plain)) {
    counts.passed += Number(match[1]);
    counts.failed += Number(match[2]);
    counts.skipped += Number(match[3] ?? 0);
  }
  return counts;
}

async function start() {
  const { values, positionals } = startWords();
  const { port } = values;
  const folder = resolve(root, positionals[0] ?? 'examples/myapp');
  if (!existsSync(folder)) return fail(`${folder}: no such folder`);
  const { openDesktop } = await import('./host/desktop.mjs');
  if (openDesktop(root, folder)) return;
  const { startCodeServer } = await import('./host/codeServer.mjs');
  const { packageExtension } = await import('./host/vsix.mjs');
  const host = await startCodeServer({ say, folder, vsix: packageExtension(root, say), port });
  console.log(`\nSlipway runs in VS Code at\n\n    ${host.url}\n\nPress Ctrl+C to stop.`);
  const stop = async () => {
    await host.stop();
    process.exit(0);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function startWords() {
  try {
    return parseArgs({ args, options: { port: { type: 'string' } }, allowPositionals: true });
  } catch (error) {
    return fail(`${error.message}\n${usage}`);
  }
}

function run(program, words) {
  const { status, error } = spawnSync(program, words, { cwd: root, stdio: 'inherit', shell: false });
  if (error !== undefined) fail(`${program} could not be started: ${error.message}`);
  if (status !== 0) fail(`${program} ${words.join(' ')} ended with ${status}`);
}

function stream(program, words) {
  return new Promise((resolve) => {
    const child = spawn(program, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const take = (target) => (data) => {
      output += data;
      target.write(data);
    };
    child.stdout.on('data', take(process.stdout));
    child.stderr.on('data', take(process.stderr));
    child.on('error', (error) => resolve({ status: 1, output: `${output}\n${error.message}` }));
    child.on('close', (status) => resolve({ status: status ?? 1, output }));
  });
}

function say(message) {
  console.log(`\n── ${message}`);
}

function fail(message) {
  console.error(`slipway: ${message}`);
  process.exit(1);
}
