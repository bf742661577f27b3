import { existsSync } from 'node:fs';
import { posix, win32 } from 'node:path';

interface Machine {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly exists?: (path: string) => boolean;
}

/** `KUBECONFIG` with one more file before the user's own, whose contexts and clusters then win. */
export function kubeconfigBefore(
  file: string,
  env: Readonly<Record<string, string | undefined>>,
  { platform, home, exists = existsSync }: Machine,
): string {
  const { delimiter, join } = platform === 'win32' ? win32 : posix;
  const own = (env['KUBECONFIG'] ?? '').split(delimiter).filter((path) => path !== '');
  if (own.length > 0) return [file, ...own].join(delimiter);
  // As kubectl looks for it: https://github.com/kubernetes/client-go/blob/master/util/homedir/homedir.go.
  const drive = env['HOMEDRIVE'] === undefined || env['HOMEPATH'] === undefined ? undefined : `${env['HOMEDRIVE']}${env['HOMEPATH']}`;
  const homes = platform === 'win32' ? [env['HOME'], drive, env['USERPROFILE'], home] : [env['HOME'] ?? home];
  const candidates = homes.flatMap((folder) => (folder === undefined || folder === '' ? [] : [join(folder, '.kube', 'config')]));
  return [file, candidates.find(exists) ?? candidates[0] ?? ''].filter((path) => path !== '').join(delimiter);
}
