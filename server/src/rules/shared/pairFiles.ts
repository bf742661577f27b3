import { insert, replace } from '../../engine/text/span.js';
import type { Stage } from '../../languages/dockerfile/model.js';
import { startCommands } from '../../languages/dockerfile/startCommand.js';
import type { Container } from '../../languages/kubernetes/container.js';
import { hidingMounts } from '../../languages/kubernetes/facts.js';
import { merge } from '../../languages/yaml/edit.js';
import type { Mend, PairRule } from './imagePairs.js';

// Paths of the image and volumes of the pod.

const holds = (folder: string, path: string): boolean => path === folder || path.startsWith(`${folder === '/' ? '' : folder}/`);

/** Mounted and writable in every container. */
const alwaysWritable = ['/dev', '/proc', '/sys'];

/**
 * containerd gives each VOLUME a writable folder of the container's own, CRI-O by default a folder of the read-only root:
 * `image_volumes` in https://github.com/cri-o/cri-o/blob/main/docs/crio.conf.5.md.
 */
export const readOnlyRoot: PairRule = {
  concerns: (used) => used.readOnlyRoot,
  judge(used, told) {
    const isCovered = (path: string): boolean =>
      [...used.mounts, ...alwaysWritable].some((mount) => holds(mount.replace(/(.)\/$/, '$1'), path));
    // Python takes the first of these that it can write to: https://docs.python.org/3/library/tempfile.html#tempfile.gettempdir.
    const temporary = ['/tmp', '/var/tmp', '/usr/tmp', told.data('stage.workdir')?.path ?? '/'];
    const isLacking = (path: string): boolean => (path === '/tmp' ? !used.setsTemporary && !temporary.some(isCovered) : !isCovered(path));
    const startsImage = used.command === null && used.args === null;
    const writes = startsImage ? told.all('stage.writes').filter(({ data }) => isLacking(data.path)) : [];
    const volumes = told.all('stage.volume').filter(({ data }) => data.path.startsWith('/') && !isCovered(data.path));
    const [place] = [...writes, ...volumes];
    if (place === undefined) return undefined;
    const paths = [...new Set([...writes, ...volumes].map(({ data }) => data.path))];
    const [write] = writes;
    const listed = [...new Set((write === undefined ? volumes : writes).map(({ data }) => `\`${data.path}\``))].join(' and ');
    // An empty volume over the program would be worse.
    const content = [told.data('stage.workdir')?.path ?? '/', ...told.all('stage.copied').map(({ data }) => data.path)];
    const isFree = paths.every((path) => !content.some((each) => holds(path, each)));
    const follows =
      write === undefined
        ? 'under CRI-O it cannot be written, and elsewhere what is written goes with the container.'
        : 'it fails when it starts to write.';
    const is = write === undefined ? `declares ${listed} as a VOLUME` : `runs \`${write.data.by}\`, which writes to ${listed}`;
    return {
      ...(write === undefined ? { severity: 'info' } : {}),
      dockerfileAt: place.at,
      dockerfileSays: write === undefined ? `VOLUME ${paths.join(' ')}` : `\`${write.data.by}\` writes to ${listed}`,
      inManifest: (container, file) => ({
        at: container.security('readOnlyRootFilesystem')?.span ?? container.anchor,
        message: `\`${file}\` ${is}, and nothing is mounted there over the read-only root: ${follows}`,
      }),
      inDockerfile: (runs) => `The image ${is}, and ${runs} mounts nothing there over a read-only root: ${follows}`,
      ...(isFree ? { mendManifest: (container: Container) => mountEmpty(container, paths) } : {}),
      mendDockerfile: (stage) =>
        writes.length > 0 && paths.length === 1 && write?.data.by === 'gunicorn' ? heartbeatInMemory(stage) : undefined,
    };
  },
};

export function mountEmpty(container: Container, paths: readonly string[]): Mend {
  const taken = new Set(container.pod.volumes.map((volume) => volume.get('name')?.scalarText));
  const named = paths.map((path) => {
    const plain = path
      .replace(/[^a-z0-9]+/gi, '-')
      .replace(/^-|-$/g, '')
      .toLowerCase()
      .slice(0, 50);
    let name = plain === '' ? 'writable' : plain;
    for (let count = 2; taken.has(name); count++) name = `${plain}-${count}`;
    taken.add(name);
    return { name, path };
  });
  return {
    title: `Mount an emptyDir at ${paths.map((path) => `\`${path}\``).join(' and ')}`,
    edits: [
      ...merge(container.node, { volumeMounts: named.map(({ name, path }) => ({ name, mountPath: path })) }),
      ...merge(container.pod.spec, { volumes: named.map(({ name }) => ({ name, emptyDir: {} })) }),
    ],
  };
}

/** https://docs.gunicorn.org/en/stable/faq.html#how-do-i-avoid-gunicorn-excessively-blocking-in-os-fchmod. */
function heartbeatInMemory(stage: Stage): Mend | undefined {
  const command = startCommands(stage).find(({ name }) => name === 'gunicorn');
  const holder = [stage.entrypoint, stage.cmd].find(
    (instruction) => command !== undefined && instruction !== undefined && holdsSpan(instruction.span, command.nameWord.span),
  );
  if (command === undefined || holder === undefined) return undefined;
  const added = holder.form === 'exec' ? ', "--worker-tmp-dir", "/dev/shm"' : ' --worker-tmp-dir /dev/shm';
  return { title: 'Add `--worker-tmp-dir /dev/shm`', edits: [insert(command.nameWord.span.end, added)] };
}

const holdsSpan = (outer: { start: number; end: number }, inner: { start: number; end: number }): boolean =>
  outer.start <= inner.start && inner.end <= outer.end;

export const hiddenContent: PairRule = {
  concerns: (used) => used.hiding.some((path) => path !== '/'),
  judge(used, told) {
    const copied = told.all('stage.copied');
    const workdir = told.data('stage.workdir')?.path;
    for (const mount of used.hiding) {
      const hidden = copied.filter(({ data }) => mount !== '/' && holds(mount, data.path));
      const [first] = hidden;
      if (first === undefined) continue;
      const isProgram = workdir !== undefined && holds(mount, workdir);
      const { path } = first.data;
      return {
        ...(isProgram ? {} : { severity: 'info' }),
        dockerfileAt: first.at,
        dockerfileSays: `Copied to \`${path}\``,
        inManifest: (container, file) => ({
          at:
            hidingMounts(container)
              .find((each) => each.path === mount)
              ?.mount.get('mountPath')?.span ?? container.anchor,
          message: `The volume at \`${mount}\` hides ${isProgram ? 'the working directory and ' : ''}what \`${file}\` copies to \`${path}\`: Kubernetes, unlike Docker, puts nothing of the image into a volume.`,
        }),
        inDockerfile: (runs) =>
          `${runs} mounts a volume at \`${mount}\`, which hides ${isProgram ? 'the working directory and ' : ''}what is copied to \`${path}\`: Kubernetes, unlike Docker, puts nothing of the image into a volume.`,
        mendManifest: (container) =>
          mountBelow(
            container,
            mount,
            hidden.map(({ data }) => data.path),
          ),
      };
    }
    return undefined;
  },
};

function mountBelow(container: Container, path: string, hidden: readonly string[]): Mend | undefined {
  const mount = hidingMounts(container).find((each) => each.path === path)?.mount;
  const [node, name] = [mount?.get('mountPath'), mount?.get('name')?.scalarText];
  const target = `${path}/${name ?? ''}`;
  if (node?.kind !== 'scalar' || name === undefined || hidden.some((each) => holds(target, each))) return undefined;
  return { title: `Mount at \`${target}\` instead`, edits: [replace(node.span, target)] };
}
