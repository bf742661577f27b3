import type * as crypto from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

type Crypto = typeof crypto;

// What V8 compiled of the server, kept from one start to the next. Nothing here may fail: without a cache the server
// starts as well, only slower.

/** Of CRC-32: it is there to tell half a file and a worn disk; who may write the file may write its checksum too. */
const checksumLength = 4;
/** Files of other versions of the server or of Node go when nobody renewed them for this long. */
const oldMilliseconds = 30 * 24 * 60 * 60 * 1000;

/** The user's folder for code, made if need be. Undefined where there is none that belongs to the user alone. */
export function codeFolder(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  try {
    const folder = join(userCache(environment), 'slipway', 'code');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const found = lstatSync(folder);
    return found.isDirectory() && isOurs(found) ? folder : undefined;
  } catch {
    return undefined;
  }
}

/** The name tells everything that the code depends on. */
export function codeName(bundle: string): string {
  return `${bundle}-${process.platform}-${process.arch}-${process.version}-${process.versions.v8}.bin`;
}

/** Undefined when there is no such file, it is not ours, or it is not whole: V8 itself does not look. */
export function readCode(folder: string, name: string): Buffer | undefined {
  try {
    const path = join(folder, name);
    const found = lstatSync(path);
    if (!found.isFile() || !isOurs(found)) return undefined;
    const content = readFileSync(path);
    const code = content.subarray(checksumLength);
    return code.length > 0 && checksum(code).equals(content.subarray(0, checksumLength)) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** Written beside it and renamed: another server finds the old file or the new one, never half of one. */
export function writeCode(folder: string, name: string, code: Buffer): void {
  const path = join(folder, name);
  const making = `${path}.${process.pid}`;
  try {
    writeFileSync(making, Buffer.concat([checksum(code), code]), { mode: 0o600, flag: 'wx' });
    renameSync(making, path);
    removeOld(folder);
  } catch {
    removeQuietly(making);
  }
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // It stays.
  }
}

function removeOld(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (Date.now() - lstatSync(path).mtimeMs > oldMilliseconds) removeQuietly(path);
  }
}

function userCache({ XDG_CACHE_HOME: xdg, LOCALAPPDATA: local }: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32') return local ?? join(homedir(), 'AppData', 'Local');
  if (xdg?.startsWith('/') === true) return xdg;
  return process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache');
}

/** Belongs to the user, and nobody else may write. Windows keeps the user's folders to the user. */
function isOurs({ uid, mode }: { readonly uid: number; readonly mode: number }): boolean {
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}

function checksum(code: Buffer): Buffer {
  const sum = Buffer.alloc(checksumLength);
  // Node has had it since 20.15. Loading `crypto` and its sum take 4 ms of a start.
  sum.writeUInt32BE((crc32 as typeof crc32 | undefined)?.(code) ?? sumOf(code));
  return sum;
}

function sumOf(code: Buffer): number {
  const { createHash } = createRequire(process.execPath)('node:crypto') as Crypto;
  return createHash('sha256').update(code).digest().readUInt32BE();
}
