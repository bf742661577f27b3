import { checked, faultIn, list, readJson, record, strings, type Checked } from '../checked.js';
import { explained, type Engine } from '../docker/engine.js';
import { done, failed, type Failure, type ToolOutput } from '../tool.js';
import { isSameImage } from './names.js';

/** An image as a node's containerd knows it. */
export interface NodeImage {
  readonly id: string;
  readonly tags: readonly string[];
  readonly digests: readonly string[];
}

/** What a node holds, asked in its container: the one proof that an import worked. */
export function nodeImages(node: string, program: Engine = 'docker'): Checked<readonly NodeImage[]> {
  const args = ['exec', '--', node, 'crictl', 'images', '--output', 'json'];
  return checked(faultIn(['subdomain', node]), {
    program,
    args,
    timeoutMs: 30_000,
    parse: (output) => {
      const said = record(readJson(output.stdout));
      if (output.code !== 0 || !('images' in said)) return failed(nodeFailure(program, node, args, output));
      return done(list(said['images']).map((image) => imageFrom(record(image))));
    },
  });
}

/** Whether one of the images is of that name; with `id`, also whether it is that very one, not an older build under the same tag. */
export function holds(images: readonly NodeImage[], reference: string, id?: string): boolean {
  const named = images.filter(({ tags }) => tags.some((tag) => isSameImage(tag, reference)));
  return id === undefined
    ? named.length > 0
    : named.some((image) => image.id === id || image.digests.some((digest) => digest.endsWith(`@${id}`)));
}

function imageFrom(image: Readonly<Record<string, unknown>>): NodeImage {
  return {
    id: typeof image['id'] === 'string' ? image['id'] : '',
    tags: strings(image['repoTags']),
    digests: strings(image['repoDigests']),
  };
}

/**
 * Reads an archive of `docker save` into one node. It takes what the archive holds for the node's own platform, so it works
 * where Docker keeps images in containerd and k3d's import, which wants all platforms, does not.
 */
export function loadIntoNode(node: string, archive: string, program: Engine = 'docker'): Checked<undefined> {
  const args = ['exec', '--interactive', '--', node, 'ctr', '--namespace', 'k8s.io', 'images', 'import', '-'];
  return checked(faultIn(['subdomain', node]), {
    program,
    args,
    inputFile: archive,
    timeoutMs: 300_000,
    parse: (output) => (output.code === 0 ? done(undefined) : failed(nodeFailure(program, node, args, output))),
  });
}

function nodeFailure(program: Engine, node: string, args: readonly string[], output: ToolOutput): Failure {
  const detail = output.stderr.trim();
  if (/is not running|is paused/i.test(detail))
    return {
      code: 'node-stopped',
      message: `The node \`${node}\` is not running, so nothing can be asked of it or brought to it.`,
      detail,
      remedy: 'Start the cluster',
    };
  if (/No such container/i.test(detail)) return { code: 'node-missing', message: `There is no node \`${node}\` any more.`, detail };
  return explained(program, args, output);
}
