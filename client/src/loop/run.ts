import { developmentTag } from '../tools/git/tag.js';
import { done, type Outcome } from '../tools/tool.js';
import { buildAnswers, type BuildAnswers } from './answers.js';
import { buildImage } from './build.js';
import { readyCluster } from './cluster.js';
import type { BuiltImage, Delivery, LoopContext, Memory, RunEnd } from './contract.js';
import { deliver, deliveryOf } from './deliver.js';
import { imageCalled } from './images.js';
import { remember, rememberAnswers } from './memory.js';
import { WholeRun } from './wholeRun.js';

export interface RunOptions {
  readonly pulls?: boolean;
  readonly withoutCache?: boolean;
}

/** Builds the image of the answers and remembers them. */
export async function runBuild(ctx: LoopContext, memory: Memory, options: RunOptions = {}): Promise<Outcome<BuiltImage>> {
  const answers = await buildAnswers(ctx, memory.get().answers);
  return answers.ok ? buildAs(ctx, memory, answers.value, options) : answers;
}

/** Builds what was decided. */
export async function buildAs(ctx: LoopContext, memory: Memory, answers: BuildAnswers, options: RunOptions): Promise<Outcome<BuiltImage>> {
  const { dockerfile, context, target, image, buildArgs, secrets } = answers;
  await rememberAnswers(memory, { dockerfile, context, target, image, buildArgs, secrets });
  const tag = await developmentTag(ctx.runner, context, { signal: ctx.signal });
  if (!tag.ok) return tag;
  const key = `${dockerfile}#${target ?? ''}`;
  const known = memory.get();
  const lastBytes = known.bytes?.[key];
  const built = await buildImage(ctx, {
    ...answers,
    tag: tag.value,
    ...(known.answers.platform === undefined ? {} : { platform: known.answers.platform }),
    ...(lastBytes === undefined ? {} : { lastBytes }),
    ...options,
  });
  if (built.ok) {
    await remember(memory, { image: built.value, bytes: { ...known.bytes, [key]: built.value.bytes } });
    await ctx.engine.built({ image: built.value.reference, dockerfile, context, ...(target === null ? {} : { target }) });
  }
  return built;
}

/** Brings an image to the cluster, by import or push: that of `reference`, else the last built one, which is built first where there is none. */
export async function runDeliver(
  ctx: LoopContext,
  memory: Memory,
  wanted?: 'import' | 'push',
  reference?: string,
): Promise<Outcome<{ readonly image: BuiltImage; readonly delivery: Delivery }>> {
  const ready = await readyCluster(ctx, memory.get().answers);
  if (!ready.ok) return ready;
  const { image } = memory.get();
  const isOther = reference !== undefined && reference !== image?.reference;
  const built = isOther ? await imageCalled(ctx, reference) : image === undefined ? await runBuild(ctx, memory) : done(image);
  if (!built.ok) return built;
  await rememberAnswers(memory, { cluster: ready.value.cluster.name });
  const delivery = await deliver(ctx, built.value, ready.value, wanted ?? deliveryOf(ctx, memory.get().answers));
  return delivery.ok ? done({ image: built.value, delivery: delivery.value }) : delivery;
}

/** Deploys the manifests of the answers as they are, and waits. */
export async function runDeploy(ctx: LoopContext, memory: Memory): Promise<RunEnd> {
  return new WholeRun(ctx, memory).deploy();
}

/** The whole way: everything that can be known beforehand is asked and checked before the build, which takes the time. */
export async function runAll(ctx: LoopContext, memory: Memory, options: RunOptions = {}): Promise<RunEnd> {
  return new WholeRun(ctx, memory).all((answers) => buildAs(ctx, memory, answers, options));
}
