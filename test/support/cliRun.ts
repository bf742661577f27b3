import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** The built command line: `npm test` builds before it tests. */
export const cliPath = resolve('dist/cli.js');

export interface CliResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export function slipway(
  folder: string,
  words: readonly string[],
  options: { input?: string | Buffer; node?: readonly string[]; env?: NodeJS.ProcessEnv } = {},
): CliResult {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...(options.node ?? []), cliPath, ...words], {
    cwd: folder,
    input: options.input ?? '',
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env: { ...process.env, NO_COLOR: '1', ...options.env },
  });
  return { code: status, out: stdout, err: stderr };
}

/** A folder with `files` in it, removed when `work` is done. */
export function inFolder<T>(files: Readonly<Record<string, string | Buffer>>, work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-test-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const result = work(folder);
    if (result instanceof Promise) return result.finally(remove) as T;
    remove();
    return result;
  } catch (error) {
    remove();
    throw error;
  }
}
