import { runChecked } from '../tools/checked.js';
import { developmentTag } from '../tools/git/tag.js';
import { rolloutKind, rolloutRestart } from '../tools/kubectl/rollout.js';
import { done, type Failure, type Outcome } from '../tools/tool.js';
import { buildAnswers, manifestAnswers } from './answers.js';
import { buildImage } from './build.js';
import type { Answers, BuiltImage, Delivery, Deployment, LoopContext, Memory, Remembered, RunEnd, Step, Target } from './contract.js';
import { deliver, deliveryOf, readyCluster, type ReadyCluster } from './deliver.js';
import { deploy } from './deploy.js';
import { reviewed } from './diff.js';
import { preparedManifests } from './manifests.js';
import { accessTo, chooseTarget, withNamespace } from './target.js';
import { explained, waitForRollout } from './watch.js';

export interface RunOptions {
  readonly pulls?: boolean;
  readonly withoutCache?: boolean;
}

/** Builds the image of the answers and remembers them. */
export async function runBuild(ctx: LoopContext, memory: Memory, options: RunOptions = {}): Promise<Outcome<BuiltImage>> {
  const known = memory.get();
  const answers = await buildAnswers(ctx, known.answers);
  if (!answers.ok) return answers;
  const { dockerfile, context, target, image, buildArgs, secrets } = answers.value;
  const tag = await developmentTag(ctx.runner, context, { signal: ctx.signal });
  if (!tag.ok) return tag;
  const key = `${dockerfile}#${target ?? ''}`;
  const lastBytes = known.bytes?.[key];
  await remember(memory, { answers: { ...known.answers, dockerfile, context, target, image, buildArgs, secrets } });
  const built = await buildImage(ctx, {
    ...answers.value,
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

/** Brings the last built image to the cluster, by import or push; without one it is built first. */
export async function runDeliver(
  ctx: LoopContext,
  memory: Memory,
  wanted?: 'import' | 'push',
): Promise<Outcome<{ readonly image: BuiltImage; readonly delivery: Delivery }>> {
  const ready = await readyCluster(ctx, memory.get().answers);
  if (!ready.ok) return ready;
  const { image } = memory.get();
  const built = image === undefined ? await runBuild(ctx, memory) : done(image);
  if (!built.ok) return built;
  await remember(memory, { answers: { ...memory.get().answers, cluster: ready.value.cluster.name } });
  const delivery = await deliver(ctx, built.value, ready.value, wanted ?? deliveryOf(ctx, memory.get().answers, ready.value));
  return delivery.ok ? done({ image: built.value, delivery: delivery.value }) : delivery;
}

/** Deploys the manifests of the answers as they are, and waits. */
export async function runDeploy(ctx: LoopContext, memory: Memory): Promise<RunEnd> {
  return new Run(ctx, memory).deploy();
}

/** The whole way: everything that can be known beforehand is asked and checked before the build, which takes the time. */
export async function runAll(ctx: LoopContext, memory: Memory, options: RunOptions = {}): Promise<RunEnd> {
  return new Run(ctx, memory).all(options);
}

export async function remember(memory: Memory, what: Partial<Remembered>): Promise<void> {
  await memory.set({ ...memory.get(), ...what });
}

/** One run with what has happened so far, so that an end can say it. */
class Run {
  readonly #ctx: LoopContext;
  readonly #memory: Memory;
  #image: BuiltImage | undefined;
  #delivery: Delivery | undefined;
  #deployment: Deployment | undefined;
  #ready: ReadyCluster | undefined;
  #isRebuilt = false;

  constructor(ctx: LoopContext, memory: Memory) {
    this.#ctx = ctx;
    this.#memory = memory;
  }

  async all(options: RunOptions): Promise<RunEnd> {
    const ctx = this.#ctx;
    ctx.front.progress('check', 'programs, cluster and manifests');
    const ready = await readyCluster(ctx, this.#known());
    if (!ready.ok) return this.#failed('check', ready.failure);
    this.#ready = ready.value;
    const cluster = ready.value.cluster.name;
    const manifests = await manifestAnswers(ctx, this.#known());
    if (!manifests.ok) return this.#failed('check', manifests.failure);
    const target = await chooseTarget(ctx, this.#known(), cluster);
    if (!target.ok) return this.#failed('check', target.failure);
    await this.#remember({ cluster, manifests: manifests.value, kubeContext: target.value.kubeContext });
    const last = this.#memory.get().image;
    const built = await runBuild(ctx, this.#memory, options);
    if (!built.ok) return this.#failed('build', built.failure);
    this.#isRebuilt = last?.reference === built.value.reference && last.id !== built.value.id;
    this.#image = built.value;
    const delivery = await deliver(ctx, built.value, ready.value, deliveryOf(ctx, this.#known(), ready.value));
    if (!delivery.ok) return this.#failed('deliver', delivery.failure);
    this.#delivery = delivery.value;
    return this.#deployTo(target.value, manifests.value, { image: built.value, delivery: delivery.value });
  }

  async deploy(): Promise<RunEnd> {
    const ctx = this.#ctx;
    const manifests = await manifestAnswers(ctx, this.#known());
    if (!manifests.ok) return this.#failed('check', manifests.failure);
    const target = await chooseTarget(ctx, this.#known(), undefined);
    if (!target.ok) return this.#failed('check', target.failure);
    await this.#remember({ manifests: manifests.value, kubeContext: target.value.kubeContext });
    if (target.value.cluster !== undefined) {
      // What nodes hold is known of a local cluster alone; a deployment can do without.
      const ready = await readyCluster(ctx, { ...this.#known(), cluster: target.value.cluster });
      if (!ready.ok) return this.#failed('check', ready.failure);
      this.#ready = ready.value;
    }
    return this.#deployTo(target.value, manifests.value);
  }

  async #deployTo(
    chosen: Target,
    manifests: NonNullable<Answers['manifests']>,
    sent?: { readonly image: BuiltImage; readonly delivery: Delivery },
  ): Promise<RunEnd> {
    const ctx = this.#ctx;
    await ctx.engine.clearDiagnoses();
    const prepared = await preparedManifests(ctx, manifests, chosen.namespace, sent);
    if (!prepared.ok) return this.#failed('deploy', prepared.failure);
    const target = withNamespace(chosen, prepared.value.objects, this.#known());
    if (ctx.settings.showDiff) {
      const review = await reviewed(ctx, target, prepared.value);
      if (!review.ok) return this.#failed('diff', review.failure);
    }
    const end = await deploy(ctx, target, prepared.value);
    if (!end.ok) return this.#failed('deploy', end.failure);
    this.#deployment = end.value.deployment;
    await remember(this.#memory, { deployment: end.value.deployment });
    const { refusals } = end.value;
    const around = {
      ...this.#ready,
      ...(sent === undefined ? {} : sent),
      refusals,
    };
    if (refusals.length > 0) {
      const refused = end.value.deployment.objects.filter(({ result }) => result === 'refused');
      const names = refused.map(({ kind, name }) => `${kind} ${name}`).join(', ');
      const reasons = await explained(ctx, end.value.deployment, around, `the cluster refused ${names}`);
      return this.#failed(
        'deploy',
        {
          code: 'apply-refused',
          message: `The cluster refused ${names}; the other ${end.value.deployment.objects.length - refused.length} were applied.`,
          detail: refused.map(({ kind, name, refusal }) => `${kind} ${name}: ${refusal ?? ''}`).join('\n'),
        },
        reasons.ok ? reasons.value.diagnoses : [],
      );
    }
    const again = await this.#restarted(end.value.deployment, sent?.delivery);
    if (!again.ok) return this.#failed('deploy', again.failure);
    const watched = await waitForRollout(ctx, end.value.deployment, around);
    if (!watched.ok) return this.#failed('wait', watched.failure);
    if (!watched.value.isRunning) {
      const failure = { code: 'rollout-failed', message: `The pods do not run: ${watched.value.reason}` };
      return this.#failed('wait', failure, watched.value.diagnoses);
    }
    return {
      state: 'running',
      deployment: end.value.deployment,
      ...(this.#image === undefined ? {} : { image: this.#image }),
      ...(this.#delivery === undefined ? {} : { delivery: this.#delivery }),
    };
  }

  /** An image that was built anew under the tag that already runs changes no manifest: its pods are replaced by a restart. */
  async #restarted({ target, objects }: Deployment, delivery: Delivery | undefined): Promise<Outcome<undefined>> {
    const { runner, signal, front } = this.#ctx;
    if (delivery === undefined || !this.#isRebuilt) return done(undefined);
    for (const { kind: word, name, namespace, result, containers } of objects) {
      const kind = rolloutKind(word);
      if (kind === undefined || result !== 'unchanged' || !containers.some(({ image }) => image === delivery.reference)) continue;
      front.progress('deploy', `restarting ${name}: its image was built anew under the same tag`);
      const restarted = await runChecked(runner, rolloutRestart(accessTo(target, namespace), { kind, name }), { signal });
      if (!restarted.ok) return restarted;
    }
    return done(undefined);
  }

  #failed(step: Step, failure: Failure, diagnoses: Extract<RunEnd, { step: Step }>['diagnoses'] = []): RunEnd {
    return {
      state: failure.code === 'cancelled' ? 'cancelled' : 'failed',
      step,
      failure,
      diagnoses,
      done: {
        ...(this.#image === undefined ? {} : { image: this.#image }),
        ...(this.#delivery === undefined ? {} : { delivery: this.#delivery }),
        ...(this.#deployment === undefined ? {} : { deployment: this.#deployment }),
      },
    };
  }

  #known(): Answers {
    return this.#memory.get().answers;
  }

  async #remember(answers: Partial<Answers>): Promise<void> {
    await remember(this.#memory, { answers: { ...this.#known(), ...answers } });
  }
}
