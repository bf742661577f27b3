import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Facts know paths with slashes alone. */
export function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}

const isPosix = sep === '/';
/** Nothing is escaped in it, and no part is `.` or `..`. */
const plainUri = /^file:\/\/(?:\/[\w-][\w.-]*)+$/;

/** The path of a `file:` uri; undefined for others and for uris that name no path. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  // Reading an address costs as much as cutting a small file into instructions, and nearly all of them are plain paths.
  if (isPosix && plainUri.test(uri)) return uri.slice('file://'.length);
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}
