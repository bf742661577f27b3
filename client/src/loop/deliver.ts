import { runChecked } from '../tools/checked.js';
import { tagImage } from '../tools/docker/images.js';
import { pushImage } from '../tools/docker/push.js';
import { askRegistry } from '../tools/docker/registryCheck.js';
import { done, failed, type Failure, type Outcome } from '../tools/tool.js';
import type { ReadyCluster } from './cluster.js';
import type { Answers, BuiltImage, Delivery, LoopContext } from './contract.js';
import { imported } from './importing.js';

/** Brings the image to where the cluster's pods find it, and sees that it is there. */
export async function deliver(
  ctx: LoopContext,
  image: BuiltImage,
  ready: ReadyCluster,
  wanted: 'import' | 'push' | 'any',
): Promise<Outcome<Delivery>> {
  const by = wanted === 'any' ? (ready.registry === undefined ? 'import' : 'push') : wanted;
  if (by === 'import') return imported(ctx, image, ready.cluster);
  const end = await pushed(ctx, image, ready);
  // Where nobody asked for the registry, its faults are no reason to stop.
  if (end.ok || wanted !== 'any' || !isOfRegistry(end.failure)) return end;
  ctx.front.output(`${end.failure.message} The image is imported instead.`);
  return imported(ctx, image, ready.cluster);
}

/** What the settings and the answers want; a registry is faster from the second time on. */
export function deliveryOf({ settings }: LoopContext, { delivery }: Answers): 'import' | 'push' | 'any' {
  return settings.delivery === 'auto' ? (delivery ?? 'any') : settings.delivery;
}

function isOfRegistry({ code }: Failure): boolean {
  return code.startsWith('registry-') || code === 'push-not-verified';
}

async function pushed(ctx: LoopContext, image: BuiltImage, { cluster, registry }: ReadyCluster): Promise<Outcome<Delivery>> {
  const { front, runner, signal } = ctx;
  const { engine = 'docker' } = image;
  if (registry === undefined || registry.onHost === null)
    return failed({
      code: 'registry-missing',
      message: `No registry serves the cluster \`${cluster.name}\`, and none can be added to one that exists.`,
      remedy: 'Import the image instead, or create a cluster with a registry',
    });
  // A node keeps what it pulled once under a tag: an image that was built anew needs a name of its own.
  const name = `${withoutRegistry(image.reference)}-${image.id.replace(/^sha256:/, '').slice(0, 8)}`;
  // The address that this machine resolves; the cluster knows the same registry by its own name.
  const onHost = `${registry.onHost}/${name}`;
  front.progress('deliver', `pushing to ${registry.onHost}`);
  const tagged = await runChecked(runner, tagImage(engine, image.reference, onHost), { signal });
  if (!tagged.ok) return tagged;
  const push = await runChecked(runner, pushImage(engine, onHost), { signal, onLine: (line) => front.output(line) });
  if (!push.ok) return push;
  const there = await askRegistry(registry.onHost, onHost, signal);
  const isOther = there.digest !== undefined && push.value.digest !== null && there.digest !== push.value.digest;
  if (there.hasImage === false || isOther)
    return failed({
      code: 'push-not-verified',
      message: `The push ended well, and the registry at \`${registry.onHost}\` ${isOther ? 'has another image as' : 'does not have'} \`${onHost}\`.`,
    });
  // An engine on another machine may reach a registry that we cannot ask: its own word has to do.
  if (there.hasImage === null)
    front.output(`The registry at ${registry.onHost} cannot be asked from here; ${engine} says that it has the image.`);
  return done({ by: 'push', reference: `${registry.inCluster}/${name}`, nodes: [] });
}

/** The path within a registry: `team/app:dev` of `ghcr.io/team/app:dev`. */
export function withoutRegistry(reference: string): string {
  const [first = '', ...rest] = reference.split('/');
  return rest.length > 0 && (/[.:]/.test(first) || first === 'localhost') ? rest.join('/') : reference;
}
