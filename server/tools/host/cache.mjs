// What is installed outside of the repository, once for each version: built in a folder beside it, then renamed, so that
// an interrupted install is done again.
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export async function cached(name, install) {
  const base = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'slipway');
  const folder = join(base, name);
  if (existsSync(folder)) return folder;
  mkdirSync(base, { recursive: true });
  const making = `${folder}.${process.pid}`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making);
  await install(making);
  try {
    renameSync(making, folder);
  } catch (error) {
    // Another run was quicker; its result is as good.
    if (!existsSync(folder)) throw error;
    rmSync(making, { recursive: true, force: true });
  }
  return folder;
}
