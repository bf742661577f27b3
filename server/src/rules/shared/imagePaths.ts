/** An absolute, clean path in an image: `path` as seen from the working directory. Undefined where that is not known or a variable is in it. */
export function joinImagePath(workdir: string | undefined, path: string): string | undefined {
  if (/[$*?[~]/.test(path) || path === '') return undefined;
  if (!path.startsWith('/') && workdir === undefined) return undefined;
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${workdir}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** The last part of a path. */
export const basename = (path: string): string => path.replace(/\/+$/, '').replace(/^.*\//, '');
