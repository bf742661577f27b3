import { runChecked } from '../tools/checked.js';
import { engineOf } from '../tools/docker/buildCommand.js';
import { imageHistory, inspectImage, type Layer } from '../tools/docker/images.js';
import { readReference } from '../tools/names.js';
import { done, failed, type Outcome } from '../tools/tool.js';
import { builderOf } from './build.js';
import type { BuiltImage, LoopContext, Memory } from './contract.js';
import { layersByInstruction } from './layers.js';

export interface ImageLayers {
  readonly reference: string;
  readonly bytes: number;
  /** Those that hold something, the largest first. */
  readonly layers: readonly Layer[];
}

/** Sizes of the layers of the last built image; on the lines of its Dockerfile as well. */
export async function layersOfImage(ctx: LoopContext, memory: Memory): Promise<Outcome<ImageLayers>> {
  const { runner, signal, engine, front } = ctx;
  const { image } = memory.get();
  if (image === undefined)
    return failed({
      code: 'nothing-built',
      message: 'Slipway has built no image in this folder yet.',
      remedy: 'Run "Slipway: Build Image"',
    });
  const { reference, dockerfile, target } = image;
  const builder = await builderOf(ctx);
  if (!builder.ok) return builder;
  const program = engineOf(builder.value);
  const inspected = await runChecked(runner, inspectImage(program, reference), { signal });
  if (!inspected.ok) return inspected;
  if (inspected.value === null)
    return failed({ code: 'image-missing', message: `\`${reference}\` is no longer there.`, remedy: 'Build it again' });
  const history = await runChecked(runner, imageHistory(program, reference), { signal });
  if (!history.ok) return history;
  const outline = await engine.outline(dockerfile);
  if (outline !== undefined) front.layers(dockerfile, layersByInstruction(outline, target, history.value));
  const layers = history.value.filter(({ bytes }) => bytes > 0).sort((a, b) => b.bytes - a.bytes);
  return done({ reference, bytes: inspected.value.bytes, layers });
}

/** An image that the engine holds under a name, whoever built it. */
export async function imageCalled(ctx: LoopContext, reference: string): Promise<Outcome<BuiltImage>> {
  const builder = await builderOf(ctx);
  if (!builder.ok) return builder;
  const program = engineOf(builder.value);
  const inspected = await runChecked(ctx.runner, inspectImage(program, reference), { signal: ctx.signal });
  if (!inspected.ok) return inspected;
  if (inspected.value === null)
    return failed({
      code: 'image-missing',
      message: `${program === 'docker' ? 'Docker' : 'Podman'} has no image \`${reference}\`.`,
      remedy: 'Build it, or pull it',
    });
  const { id, bytes, architecture } = inspected.value;
  const repository = readReference(reference)?.repository ?? reference;
  return done({ reference, repository, id, bytes, architecture, engine: program, dockerfile: '', target: null });
}
