// A desktop VS Code, when there is one.
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Path of the program, from VSCODE_EXECUTABLE or PATH. */
export function desktopCode() {
  if (process.env.VSCODE_EXECUTABLE) return process.env.VSCODE_EXECUTABLE;
  const names = process.platform === 'win32' ? ['code.cmd'] : ['code'];
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of names) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // Not in this folder.
      }
    }
  }
  return undefined;
}

/** Opens the extension in development on `folder`; false when there is no desktop to open it on. */
export function openDesktop(root, folder) {
  const program = desktopCode();
  const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
  if (program === undefined || !hasDisplay) return false;
  spawn(program, [`--extensionDevelopmentPath=${root}`, folder], {
    detached: true,
    stdio: 'ignore',
    shell: process.platform === 'win32',
  }).unref();
  console.log(`Slipway runs in ${program} on ${folder}.`);
  return true;
}
