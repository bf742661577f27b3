import { join } from 'node:path';
import { runChecked } from '../tools/checked.js';
import { saveImage } from '../tools/docker/images.js';
import { workers, type K3dCluster } from '../tools/k3d/clusters.js';
import { importImage, importStep, type ImportMode, type ImportReport } from '../tools/k3d/importImage.js';
import { loadIntoNode } from '../tools/k3d/nodeImages.js';
import { inTemporaryFolder } from '../tools/temporary.js';
import { done, failed, type Failure, type Outcome } from '../tools/tool.js';
import type { BuiltImage, Delivery, LoopContext } from './contract.js';
import { usualPace } from './watch.js';
import { heldByNodes, namesOf, nodesUnchanged, nodesWithout } from './nodes.js';

/** k3d waits for ever for a node that broke off; the others get so many looks at pods to end. */
const looksForOthers = 2;

/**
 * k3d says that it worked when it did not, so nodes are asked themselves. What they lack is tried another way:
 * k3d's helper container, its direct mode, and Docker's own archive read by each node.
 */
export async function imported(ctx: LoopContext, image: BuiltImage, cluster: K3dCluster): Promise<Outcome<Delivery>> {
  const { front } = ctx;
  const down = workers(cluster).filter((node) => !node.isRunning);
  if (down.length > 0)
    front.output(`${down.map(({ name }) => name).join(', ')} ${down.length === 1 ? 'is' : 'are'} stopped and will not have the image.`);
  const before = await heldByNodes(ctx, cluster, image.reference, image.engine);
  if (!before.ok) return before;
  const nodes = namesOf(before.value);
  if (nodesWithout(before.value, image.id).length === 0) {
    front.progress('deliver', `${cluster.name} holds this image already`);
    return done({ by: 'import', reference: image.reference, nodes });
  }
  let lacking: readonly string[] = nodes;
  let last = notVerified(image, nodes, []);
  for (const mode of ['tools-node', 'direct'] as const satisfies readonly ImportMode[]) {
    front.progress('deliver', `importing into ${cluster.name}`);
    const { report, lacksPlatforms } = await oneWay(ctx, image, cluster, mode);
    if (!report.ok && report.failure.code !== 'timed-out') return report;
    if (report.ok && report.value.isImageMissing)
      return failed({ code: 'image-missing', message: `Docker has no image \`${image.reference}\` to import.`, remedy: 'Build it first' });
    front.progress('deliver', `asking ${nodes.length === 1 ? 'the node' : `${nodes.length} nodes`} for the image`);
    const after = await heldByNodes(ctx, cluster, image.reference, image.engine);
    if (!after.ok) return after;
    // Without a word of trouble an image that came anew is believed, since Docker and nodes may count by different ids.
    lacking = nodesUnchanged(before.value, after.value, image.id);
    if (report.ok && !isCleanBut(report.value, down)) lacking = [...new Set([...lacking, ...nodesWithout(after.value, image.id)])];
    if (lacking.length === 0) return done({ by: mode === 'direct' ? 'direct' : 'import', reference: image.reference, nodes });
    last = notVerified(image, lacking, report.ok ? report.value.complaints : [report.failure.message]);
    front.output(`${last.message} Trying another way.`);
    // Docker's containerd store: its archive lacks other platforms, which k3d asks for in both of its ways.
    if (lacksPlatforms) break;
  }
  return byArchive(ctx, image, cluster, { nodes, lacking, last });
}

/** Complaints about nodes that are down are no news. */
function isCleanBut({ isClean, failedNodes, complaints }: ImportReport, down: readonly { readonly name: string }[]): boolean {
  return isClean || (failedNodes.every((name) => down.some((node) => node.name === name)) && complaints.length === failedNodes.length);
}

interface Way {
  readonly report: Outcome<ImportReport>;
  readonly lacksPlatforms: boolean;
}

async function oneWay(ctx: LoopContext, image: BuiltImage, cluster: K3dCluster, mode: ImportMode): Promise<Way> {
  const { front, runner, signal, pace = usualPace } = ctx;
  const stuck = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let lacksPlatforms = false;
  const report = await runChecked(runner, importImage(cluster.name, image.reference, mode), {
    signal: AbortSignal.any([signal, stuck.signal]),
    onLine: (line) => {
      front.output(line);
      // Of success k3d speaks too soon, and its complaints are told when the nodes have been asked.
      const step = importStep(line);
      if (step !== undefined && /^(?:Importing into|Saving|Pulling) /.test(step)) front.progress('deliver', step);
      lacksPlatforms ||= /content digest \S+: not found/.test(line);
      if (mode === 'direct' && /Failed to copy read stream/.test(line)) timer ??= setTimeout(() => stuck.abort(), pace * looksForOthers);
    },
  });
  clearTimeout(timer);
  const isStuck = !report.ok && stuck.signal.aborted && !signal.aborted;
  return {
    report: isStuck ? failed({ code: 'timed-out', message: 'k3d broke off in a node and waited on.' }) : report,
    lacksPlatforms,
  };
}

async function byArchive(
  ctx: LoopContext,
  image: BuiltImage,
  cluster: K3dCluster,
  { nodes, lacking, last }: { readonly nodes: readonly string[]; readonly lacking: readonly string[]; readonly last: Failure },
): Promise<Outcome<Delivery>> {
  const { front, runner, signal } = ctx;
  const { engine = 'docker', reference } = image;
  const loaded = await inTemporaryFolder<undefined>(async (folder) => {
    const archive = join(folder, 'image.tar');
    front.progress('deliver', `saving the image from ${engine === 'docker' ? 'Docker' : 'Podman'}`);
    const saved = await runChecked(runner, saveImage(engine, reference, archive), { signal });
    if (!saved.ok) return saved;
    for (const name of lacking) {
      front.progress('deliver', `loading into ${name}`);
      const loaded = await runChecked(runner, loadIntoNode(name, archive, engine), { signal, onLine: (line) => front.output(line) });
      if (loaded.ok) continue;
      if (loaded.failure.code === 'cancelled') return loaded;
      const { message, detail } = loaded.failure;
      return failed({
        ...last,
        message: `\`${name}\` does not have \`${reference}\`: k3d did not bring it, and reading an archive failed there too. ${message}`,
        detail: [last.detail, detail].filter((text) => text !== undefined).join('\n'),
      });
    }
    return done(undefined);
  });
  if (!loaded.ok) return loaded;
  const after = await heldByNodes(ctx, cluster, reference, engine);
  if (!after.ok) return after;
  // ctr's exit code can be believed; the name has to be there all the same.
  const without = [...after.value].flatMap(([name, images]) => (images.length === 0 ? [name] : []));
  return without.length === 0 ? done({ by: 'ctr', reference, nodes }) : failed(notVerified(image, without, []));
}

function notVerified({ reference }: BuiltImage, nodes: readonly string[], complaints: readonly string[]): Failure {
  return {
    code: 'import-not-verified',
    message: `${nodes.map((node) => `\`${node}\``).join(', ')} ${nodes.length === 1 ? 'does' : 'do'} not have \`${reference}\` after the import.`,
    ...(complaints.length === 0 ? {} : { detail: complaints.join('\n') }),
    remedy: 'Push to a registry of the cluster instead, or look at the log for what the node said',
  };
}
