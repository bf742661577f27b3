import { merge } from '../../languages/yaml/edit.js';
import { tmpEdits } from '../../languages/kubernetes/refactor/harden.js';
import { stageFacts } from '../../languages/dockerfile/facts.js';
import { mountEmpty } from '../../rules/shared/pairFiles.js';
import { short, type ContainerCase, type Offer, type Recognised } from './case.js';

// A write to a root file system that is read-only, as runtimes of several languages tell it.

const refusal = /read-only file system|EROFS|Errno 30|\(30: |No usable temporary directory/i;

/** What a container with a read-only root wrote to before it ended; undefined where that is not what ended it. */
export function readOnlyRootOf(c: ContainerCase): Recognised | undefined {
  const line = c.state.logs
    .split('\n')
    .filter((each) => refusal.test(each))
    .at(-1);
  if (line === undefined) return undefined;
  const isTemporary = /No usable temporary directory/i.test(line);
  const path = isTemporary ? '/tmp' : pathIn(line);
  const folder = path === undefined ? undefined : isTemporary ? '/tmp' : folderFor(c, path, /mkdir|makedirs|create directory/i.test(line));
  const limit = c.model?.security('readOnlyRootFilesystem');
  const shown = path === undefined ? 'a file' : `\`${path}\``;
  return {
    cause: `${c.called} writes to ${isTemporary ? 'a temporary folder' : shown}, and its root file system is read-only.`,
    explanation:
      folder === undefined
        ? 'A writable volume has to be mounted where it writes.'
        : `An emptyDir at \`${folder}\` lets it write there and keeps the rest as it is.`,
    isHopeless: c.state.restarts >= 2,
    said: short(line, 400),
    place: c.at(limit) ?? c.containerPlace,
    offers: [folder === undefined ? undefined : mountAt(c, folder)],
  };
}

function pathIn(line: string): string | undefined {
  const quoted = /['"](\/[^'"]+)['"]/.exec(line)?.[1];
  return (
    quoted ??
    /(?:open|mkdir|create|creating|touch:|write|rename|cannot create|unlink)(?: directory)? ['"]?(\/[^\s:'"]+)/i.exec(line)?.[1] ??
    /(\/[\w.@/-]+)['"]?: Read-only/i.exec(line)?.[1]
  );
}

/** The folder that has to be writable; undefined where a volume would hide what the image has there. */
function folderFor(c: ContainerCase, path: string, isFolder: boolean): string | undefined {
  if (/^\/(?:var\/)?tmp(?:\/|$)/.test(path)) return path.startsWith('/var') ? '/var/tmp' : '/tmp';
  const parent = path.slice(0, path.lastIndexOf('/')) || '/';
  const isFree = (folder: string): boolean => !holdsContent(c, folder);
  if (isFree(parent)) return parent;
  return isFolder && isFree(path) ? path : undefined;
}

/** Folders of every distribution, and those that the Dockerfile fills. */
function holdsContent(c: ContainerCase, folder: string): boolean {
  if (/^\/(?:[^/]+)?$/.test(folder) && !/^\/(?:run|cache|data|scratch)$/.test(folder)) return true;
  if (/^\/(?:bin|sbin|lib\d*|etc|usr|boot|root|opt\/[^/]+|usr\/.*)(?:\/|$)/.test(folder)) return true;
  const { built } = c;
  if (built === undefined) return /^\/(?:app|srv|code|workspace|usr\/src\/app|home\/[^/]+)$/.test(folder);
  const facts = stageFacts(built.stage, '');
  const filled = facts.flatMap(({ kind, data }) =>
    kind === 'stage.copied' || kind === 'stage.workdir' ? [(data as { readonly path: string }).path] : [],
  );
  return filled.some((each) => each === folder || each.startsWith(`${folder}/`));
}

function mountAt(c: ContainerCase, folder: string): Offer | undefined {
  const { model } = c;
  if (model === undefined) return undefined;
  const isMounted = model.mounts.some((mount) => {
    const path = (mount.get('mountPath')?.scalarText ?? '').replace(/(.)\/+$/, '$1');
    return path === folder || folder.startsWith(`${path}/`);
  });
  if (isMounted) return undefined;
  if (folder === '/tmp') return c.edit('Mount an emptyDir at `/tmp`', tmpEdits(model));
  const volume = model.pod.volumes.find(
    (each) => each.has('emptyDir') && each.get('name')?.scalarText === folder.slice(1).replaceAll('/', '-'),
  );
  if (volume !== undefined) {
    const name = volume.get('name')?.scalarText ?? '';
    return c.edit(`Mount \`${name}\` at \`${folder}\``, merge(model.node, { volumeMounts: [{ name, mountPath: folder }] }));
  }
  const mend = mountEmpty(model, [folder]);
  return c.edit(mend.title, mend.edits);
}
