import type { Fix, Surroundings } from '../../engine/rule/define.js';
import { knownText } from '../../languages/compose/interpolation.js';
import type { ComposeFile } from '../../languages/compose/model.js';
import { nearest } from '../../languages/dockerfile/vocabulary.js';
import type { YamlNode, YamlScalar } from '../../languages/yaml/nodes.js';
import { rewrite } from './kubernetesImages.js';

// Paths that a Compose file names, as seen from its folder.

/** A path that another machine may have: absolute, in a home folder, on a drive, or an address. */
export function isOutside(path: string): boolean {
  return /^(?:[/~\\]|[A-Za-z]:|[a-z][a-z0-9+.-]*:|git@|oci:)/.test(path);
}

/** The path with the part that is not there replaced by what is nearly called so. */
export function nearbyFile(node: YamlNode | undefined, path: string, near: Surroundings): Fix | undefined {
  if (node?.kind !== 'scalar') return undefined;
  const parts = path.split('/');
  for (let i = 0; i < parts.length; i++) {
    const folder = parts.slice(0, i).join('/') || '.';
    const part = parts[i] ?? '';
    if (part === '' || part === '.' || part === '..' || near.exists([...parts.slice(0, i), part].join('/')) === true) continue;
    const isLast = i === parts.length - 1;
    const names = (near.list(folder) ?? []).filter((name) => isLast || name.endsWith('/')).map((name) => name.replace(/\/$/, ''));
    const found = nearest(part, names);
    const mended = found === undefined ? undefined : [...parts.slice(0, i), found, ...parts.slice(i + 1)].join('/');
    if (mended === undefined || near.exists(mended) !== true) return undefined;
    return { title: `Change to \`${mended}\``, edits: rewrite(node, mended) };
  }
  return undefined;
}

/** Dockerfiles are looked for in the context; who writes the path as seen from the Compose file has it twice. */
export function nearbyDockerfile(node: YamlScalar, context: string, dockerfile: string, near: Surroundings): Fix | undefined {
  const folder = context.replace(/^\.\//, '').replace(/\/$/, '');
  const plain = dockerfile.replace(/^\.\//, '');
  const cut = folder !== '' && folder !== '.' && plain.startsWith(`${folder}/`) ? plain.slice(folder.length + 1) : undefined;
  if (cut !== undefined && near.exists(`${context}/${cut}`) === true) return { title: `Change to \`${cut}\``, edits: rewrite(node, cut) };
  const names = (near.list(context) ?? []).filter((name) => /dockerfile|containerfile/i.test(name));
  const found = plain.includes('/') ? undefined : nearest(plain, names);
  return found === undefined ? undefined : { title: `Change to \`${found}\``, edits: rewrite(node, found) };
}

/** Whether the Dockerfile lies above what can be said without folders' names. */
export const goesUp = (context: string, dockerfile: string): boolean => /(?:^|\/)\.\.(?:\/|$)/.test(`${context}/${dockerfile}`);

export interface NamedFile {
  readonly node: YamlNode;
  readonly path: string;
  readonly key: string;
}

/** Files that Compose reads before it starts anything, those of the environment left out. */
export function namedFiles(file: ComposeFile): readonly NamedFile[] {
  const found: NamedFile[] = [];
  const add = (node: YamlNode | undefined, key: string): void => {
    const path = knownText(node);
    if (node !== undefined && path !== undefined && path !== '' && !isOutside(path) && !/\.git(?:#|$)/.test(path))
      found.push({ node, path, key });
  };
  for (const root of file.roots) {
    for (const item of root.get('include')?.items ?? []) {
      if (item.kind !== 'map') add(item, 'include');
      else
        for (const path of item.get('path')?.kind === 'sequence' ? (item.get('path')?.items ?? []) : [item.get('path')])
          add(path, 'include');
    }
  }
  for (const service of file.services) if (service.map?.has('extends') === true) add(service.map.get('extends', 'file'), 'extends');
  for (const section of ['secrets', 'configs'] as const)
    for (const { value, isExternal } of file.definitions(section)) if (!isExternal) add(value.get('file'), section);
  return found;
}
