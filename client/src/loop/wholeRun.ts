import { clusterOf } from '../tools/k3d/names.js';
import { done, type Failure, type Outcome } from '../tools/tool.js';
import { buildAnswers, manifestAnswers, type BuildAnswers } from './answers.js';
import { readyCluster, type ReadyCluster } from './cluster.js';
import type { Answers, BuiltImage, Delivery, Deployment, LoopContext, Memory, RunEnd, Step, Target } from './contract.js';
import { deliver, deliveryOf } from './deliver.js';
import { deploy, isUnsure, type DeployEnd } from './deploy.js';
import { reviewed } from './diff.js';
import type { Surroundings } from './evidence.js';
import { preparedManifests } from './manifests.js';
import { rememberAnswers, rememberDeployment } from './memory.js';
import { pinnedEnd } from './pinned.js';
import { restartStale } from './restart.js';
import { chooseTarget, withNamespace } from './target.js';
import { explained, waitForRollout } from './watch.js';

type Diagnoses = Extract<RunEnd, { step: Step }>['diagnoses'];
type Manifests = NonNullable<Answers['manifests']>;

/** One run with what has happened so far, so that an end can say it. */
export class WholeRun {
  /** Bound to its target as soon as the cluster is spoken to (`pinned.ts`). */
  #ctx: LoopContext;
  readonly #memory: Memory;
  #image: BuiltImage | undefined;
  #delivery: Delivery | undefined;
  #deployment: Deployment | undefined;
  #ready: ReadyCluster | undefined;

  constructor(ctx: LoopContext, memory: Memory) {
    this.#ctx = ctx;
    this.#memory = memory;
  }

  async all(build: (answers: BuildAnswers) => Promise<Outcome<BuiltImage>>): Promise<RunEnd> {
    const ctx = this.#ctx;
    ctx.front.progress('check', 'programs, cluster and manifests');
    const ready = await readyCluster(ctx, this.#known());
    if (!ready.ok) return this.#failed('check', ready.failure);
    this.#ready = ready.value;
    const { cluster, registry } = ready.value;
    const manifests = await manifestAnswers(ctx, this.#known());
    if (!manifests.ok) return this.#failed('check', manifests.failure);
    const target = await chooseTarget(ctx, this.#known(), cluster.name);
    if (!target.ok) return this.#failed('check', target.failure);
    const answers = await buildAnswers(ctx, this.#known());
    if (!answers.ok) return this.#failed('check', answers.failure);
    // A manifest that cannot be sent is known before the build; it is read again behind it, for it may have changed meanwhile.
    const { image: repository } = answers.value;
    const planned = await preparedManifests(ctx, manifests.value, target.value.namespace, {
      repository,
      reference: `${repository}:dev`,
      registry,
    });
    if (!planned.ok) return this.#failed('check', planned.failure);
    await rememberAnswers(this.#memory, { cluster: cluster.name, manifests: manifests.value, kubeContext: target.value.kubeContext });
    const built = await build(answers.value);
    if (!built.ok) return this.#failed('build', built.failure);
    this.#image = built.value;
    const delivery = await deliver(ctx, built.value, ready.value, deliveryOf(ctx, this.#known()));
    if (!delivery.ok) return this.#failed('deliver', delivery.failure);
    this.#delivery = delivery.value;
    return this.#deployTo(target.value, manifests.value);
  }

  async deploy(): Promise<RunEnd> {
    const ctx = this.#ctx;
    const manifests = await manifestAnswers(ctx, this.#known());
    if (!manifests.ok) return this.#failed('check', manifests.failure);
    const target = await chooseTarget(ctx, this.#known(), undefined);
    if (!target.ok) return this.#failed('check', target.failure);
    await rememberAnswers(this.#memory, { manifests: manifests.value, kubeContext: target.value.kubeContext });
    if (target.value.cluster !== undefined) {
      // What nodes hold is known of a local cluster alone; a deployment can do without.
      const ready = await readyCluster(ctx, { ...this.#known(), cluster: target.value.cluster });
      if (!ready.ok) return this.#failed('check', ready.failure);
      this.#ready = ready.value;
    }
    return this.#deployTo(target.value, manifests.value);
  }

  async #deployTo(chosen: Target, manifests: Manifests): Promise<RunEnd> {
    const end = await pinnedEnd(this.#ctx, chosen, (ctx) => {
      this.#ctx = ctx;
      return this.#deployPinned(chosen, manifests);
    });
    return end.ok ? end.value : this.#failed('deploy', end.failure);
  }

  async #deployPinned(chosen: Target, manifests: Manifests): Promise<RunEnd> {
    const ctx = this.#ctx;
    await ctx.engine.clearDiagnoses();
    const sent =
      this.#image === undefined || this.#delivery === undefined
        ? undefined
        : { repository: this.#image.repository, reference: this.#delivery.reference, registry: this.#ready?.registry };
    const prepared = await preparedManifests(ctx, manifests, chosen.namespace, sent);
    if (!prepared.ok) return this.#failed('deploy', prepared.failure);
    const target = withNamespace(chosen, prepared.value.objects, this.#known());
    if (ctx.settings.showDiff) {
      const review = await reviewed(ctx, target, prepared.value);
      if (!review.ok) return this.#failed('diff', review.failure);
    }
    const end = await deploy(ctx, target, prepared.value, this.#noteOn(target));
    if (!end.ok) return this.#failed('deploy', end.failure);
    this.#deployment = end.value.deployment;
    await rememberDeployment(this.#memory, end.value.deployment);
    const unfinished = await this.#unfinished(end.value);
    return unfinished ?? this.#waited(end.value.deployment);
  }

  /** An image in a local cluster is of use to another context only where both are one. */
  #noteOn({ cluster, kubeContext }: Target): string {
    const own = this.#ready?.cluster.name;
    if (own === undefined || cluster !== undefined || clusterOf(kubeContext) === own || this.#delivery?.by === 'push') return '';
    return `The image was brought to the k3d cluster ${own}: pods of this context find it only if it is that very cluster.`;
  }

  /** Why a deployment is not whole: cut off, or refused in parts. */
  async #unfinished({ deployment, refusals, interruption }: DeployEnd): Promise<RunEnd | undefined> {
    const refused = deployment.objects.filter(({ result }) => result === 'refused');
    const applied = deployment.objects.length - refused.length;
    const named = (objects: typeof refused): string => objects.map(({ kind, name }) => `${kind} ${name}`).join(', ');
    const names = named(refused);
    if (interruption !== undefined) {
      const [unsure, not] = [refused.filter(isUnsure), refused.filter((object) => !isUnsure(object))];
      const count = `By then ${applied} of ${deployment.objects.length} objects were applied`;
      const rest = [
        ...(not.length === 0 ? [] : [`, not ${named(not)}`]),
        ...(unsure.length === 0 ? [] : [`; of ${named(unsure)} it is not known`]),
      ];
      const message = `${interruption.message} ${refused.length === 0 ? 'By then every object was applied' : `${count}${rest.join('')}`}.`;
      return this.#failed('deploy', { ...interruption, message });
    }
    if (refused.length === 0) return undefined;
    const reasons = await explained(this.#ctx, deployment, { ...this.#around(), refusals }, `the cluster refused ${names}`);
    const others = applied === 1 ? 'the other one was applied' : `the other ${applied} were applied`;
    return this.#failed(
      'deploy',
      {
        code: 'apply-refused',
        message: `The cluster refused ${names}${applied === 0 ? '; nothing was applied' : `; ${others}`}.`,
        detail: refused.map(({ kind, name, refusal }) => `${kind} ${name}: ${refusal ?? ''}`).join('\n'),
      },
      reasons.ok ? reasons.value.diagnoses : [],
    );
  }

  async #waited(deployment: Deployment): Promise<RunEnd> {
    const ctx = this.#ctx;
    const again = await this.#restarted(deployment);
    if (!again.ok) return this.#failed('deploy', again.failure);
    const watched = await waitForRollout(ctx, deployment, this.#around());
    if (!watched.ok) return this.#failed('wait', watched.failure);
    if (!watched.value.isRunning) {
      const failure = { code: 'rollout-failed', message: `The pods do not run: ${watched.value.reason}` };
      return this.#failed('wait', failure, watched.value.diagnoses);
    }
    return {
      state: 'running',
      deployment,
      ...(this.#image === undefined ? {} : { image: this.#image }),
      ...(this.#delivery === undefined ? {} : { delivery: this.#delivery }),
    };
  }

  #around(): Surroundings {
    return {
      ...this.#ready,
      ...(this.#image === undefined || this.#delivery === undefined ? {} : { image: this.#image, delivery: this.#delivery }),
    };
  }

  async #restarted(deployment: Deployment): Promise<Outcome<undefined>> {
    // What was pushed has the image's own id in its name, so that a manifest with another image is another manifest.
    if (this.#delivery === undefined || this.#ready === undefined || this.#delivery.by === 'push') return done(undefined);
    return restartStale(this.#ctx, deployment, this.#delivery, this.#ready.cluster, this.#image?.engine);
  }

  #failed(step: Step, failure: Failure, diagnoses: Diagnoses = []): RunEnd {
    // A failure that comes of a cancel is one, whatever the program called it.
    const isCancelled = failure.code === 'cancelled' || this.#ctx.signal.aborted;
    return {
      state: isCancelled ? 'cancelled' : 'failed',
      step,
      failure,
      diagnoses: isCancelled ? [] : diagnoses,
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
}
