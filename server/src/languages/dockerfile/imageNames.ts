/** Folders that hold a Dockerfile for the folder above them. */
const insideFolders: ReadonlySet<string> = new Set('docker build deploy deployment .docker container'.split(' '));

export interface ImageName {
  readonly name: string;
  /** How well it fits; less is better. */
  readonly rank: number;
}

/** What the last part of the name of an image that the Dockerfile at `path` builds may be, each once. */
export function imageNames(path: string): readonly ImageName[] {
  const parts = path.toLowerCase().split('/');
  const file = parts.at(-1) ?? '';
  const suffix = /^(?:dockerfile|containerfile)\.(.+)$|^(.+)\.(?:dockerfile|containerfile)$/.exec(file);
  if (suffix !== null) return [{ name: suffix[1] ?? suffix[2] ?? '', rank: 0 }];
  const folder = parts.at(-2) ?? '';
  if (folder === '') return [];
  const above = parts.at(-3) ?? '';
  const found = new Map<string, number>([[folder, 1]]);
  if (insideFolders.has(folder) && above !== '') found.set(above, 2);
  // A folder called `Shop.Api` or `shop_api`, as projects of .NET and Python are, becomes `shop-api`.
  for (const [name, rank] of found) {
    const dashed = name.replace(/[._]+/g, '-');
    if (!found.has(dashed) && /^\w[-\w]*\w$/.test(dashed)) found.set(dashed, rank + 1);
  }
  // `shop-api` is built by `shop/…/api`.
  for (const ancestor of parts.slice(0, -2))
    if (ancestor !== '' && !found.has(`${ancestor}-${folder}`)) found.set(`${ancestor}-${folder}`, 3);
  return [...found].map(([name, rank]) => ({ name, rank }));
}

/** `registry.example.com/shop/api` → `api`. */
export const lastPart = (repository: string): string => repository.slice(repository.lastIndexOf('/') + 1).toLowerCase();
