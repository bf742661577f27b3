import { rmSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plain } from './checked.js';
import { failed, type Outcome } from './tool.js';

/** A folder of a run whose process was killed is nobody's after a day. */
const abandonedMs = 24 * 60 * 60 * 1000;

/**
 * Runs `work` with a folder of its own that only this user may read, and removes it: also when the process exits meanwhile.
 * `slipway-work-<process>-…`: what a killed process left is removed by a later one.
 */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  await sweep();
  const made = await newFolder();
  if (!made.ok) return made;
  const folder = made.value;
  const removeNow = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', removeNow);
  try {
    return await work(folder);
  } finally {
    process.removeListener('exit', removeNow);
    await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }
}

/** A new folder for temporary files, for this user alone. Who made it is in its name, for the sweep. */
export async function newFolder(): Promise<Outcome<string>> {
  try {
    return { ok: true, value: await mkdtemp(join(tmpdir(), `slipway-work-${process.pid}-`)) };
  } catch (error) {
    return failed(temporaryFailure(error));
  }
}

/** Why a temporary file could not be written. */
export function temporaryFailure(error: unknown): { code: string; message: string; detail: string; remedy: string } {
  const said = error instanceof Error ? error.message : String(error);
  const isFull = /ENOSPC|EDQUOT/.test(said);
  return {
    code: isFull ? 'disk-full' : 'temporary-folder',
    message: isFull
      ? `The disk of the folder for temporary files, \`${plain(tmpdir())}\`, is full.`
      : `Nothing can be written into the folder for temporary files, \`${plain(tmpdir())}\`.`,
    detail: said,
    remedy: isFull ? 'Free space there' : 'Give the variable TMPDIR (on Windows TEMP) a folder that you may write to',
  };
}

async function sweep(): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names) {
    const owner = /^slipway-work-(\d+)-/.exec(name)?.[1];
    if (owner === undefined || isAlive(Number(owner))) continue;
    const path = join(tmpdir(), name);
    const { mtimeMs = Date.now() } = (await stat(path).catch(() => undefined)) ?? {};
    // A container may share the folder and have processes of its own numbers.
    if (Date.now() - mtimeMs > abandonedMs) await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}

function isAlive(owner: number): boolean {
  try {
    process.kill(owner, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
