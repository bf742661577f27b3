import { statSync } from 'node:fs';
import { resolve, sep } from 'node:path';

/**
 * The folders whose files are judged together: the present one for all that lies in it, and each folder outside of it that was
 * named. Undefined where a file was named alone that lies in none of them: nobody knows how far its workspace reaches.
 */
export function workspaceRoots(paths: readonly string[]): readonly string[] | undefined {
  const present = resolve('.');
  const named = paths.map((path) => resolve(path));
  const outside = named.filter((path) => !isWithin(present, path));
  const folders = outside.filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true);
  const all = [...new Set(outside.length < named.length || named.length === 0 ? [present, ...folders] : folders)];
  const roots = all.filter((root) => !all.some((other) => other !== root && isWithin(other, root)));
  return roots.length > 0 && named.every((path) => roots.some((root) => isWithin(root, path))) ? roots : undefined;
}

export function isWithin(folder: string, path: string): boolean {
  const full = resolve(path);
  return full === folder || full.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}
