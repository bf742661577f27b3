// The suite in a real VS Code: desktop when VSCODE_EXECUTABLE is set, else the embedded one. The VSIX itself is installed.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startCodeServer } from '../../server/tools/host/codeServer.mjs';
import { packageExtension } from '../../server/tools/host/vsix.mjs';
import { openWorkbench } from './page.mjs';
import { runLoopTests } from './loop.mjs';
import { runUiTests } from './ui.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const say = (message) => console.log(`   ${message}`);
const deadline = 180_000;

const workspace = mkdtempSync(join(tmpdir(), 'slipway-workspace-'));
cpSync(join(root, 'examples/myapp'), workspace, { recursive: true });
const vsix = packageExtension(root, say);
const part = process.argv[2];
const parts = process.env.VSCODE_EXECUTABLE ? [inDesktop] : [...(part === 'loop' ? [] : [inEmbedded]), ...(part === 'suite' ? [] : [() => runLoopTests(vsix, say, process.argv.slice(3))])];
process.exitCode = 0;
for (const run of parts) if (!(await run())) process.exitCode = 1;
rmSync(workspace, { recursive: true, force: true });

async function inDesktop() {
  const { runTests, runVSCodeCommand } = await import('@vscode/test-electron');
  await runVSCodeCommand(['--install-extension', vsix], { vscodeExecutablePath: process.env.VSCODE_EXECUTABLE });
  const code = await runTests({
    vscodeExecutablePath: process.env.VSCODE_EXECUTABLE,
    extensionDevelopmentPath: join(root, 'test/vscode/harness'),
    extensionTestsPath: join(root, 'test/vscode/suite/index.cjs'),
    launchArgs: [workspace],
  });
  return code === 0;
}

async function inEmbedded() {
  const host = await startCodeServer({ say, folder: workspace, vsix });
  const remote = (path) => `vscode-remote://127.0.0.1:${host.port}${path}`;
  let workbench;
  try {
    workbench = await openWorkbench(host, say, {
      payload: [
        ['extensionDevelopmentPath', remote(join(root, 'test/vscode/harness'))],
        ['extensionTestsPath', remote(join(root, 'test/vscode/suite/index.cjs'))],
      ],
    });
    const exit = new Promise((resolve, reject) => {
      void workbench.page.exposeFunction('codeAutomationLog', (type, args) => {
      const line = args.map(String).join(' ');
      // The page's console has much to say of native modules that are not built here; the suite's own lines are these.
      if (/^ {2}[✔✖]|^\d+ passed|Assertion|^Error: (?!Cannot find module|Could not locate)/.test(line)) console.log(line);
    });
      void workbench.page.exposeFunction('codeAutomationExit', resolve);
      setTimeout(() => reject(new Error(`the suite did not end in ${deadline / 1000} s`)), deadline).unref();
    });
    await workbench.open();
    const code = await exit;
    await workbench.close();
    workbench = undefined;
    const ui = await runUiTests(host, say);
    return code === 0 && ui;
  } catch (error) {
    console.log(`${error.stack ?? error}\n--- host log ---\n${host.log().slice(-4000)}\n0 passed, 1 failed`);
    return false;
  } finally {
    await workbench?.close();
    await host.stop();
  }
}
