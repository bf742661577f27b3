import { join } from 'node:path';
import type { DockerfileOutline } from '../../../server/src/protocol.js';
import { runChecked } from '../tools/checked.js';
import { build, engineOf, type BuildEnd, type Builder, type BuildSecret } from '../tools/docker/buildCommand.js';
import type { BuildFault } from '../tools/docker/buildFault.js';
import { imageHistory, inspectImage } from '../tools/docker/images.js';
import { locateStep } from '../tools/docker/locateStep.js';
import { BuildProgress, shownStep } from '../tools/docker/progress.js';
import { buildxVersion, imageArchitecture, info } from '../tools/docker/version.js';
import { inTemporaryFolder } from '../tools/temporary.js';
import { done, failed, type Failure, type Outcome } from '../tools/tool.js';
import type { BuildAnswers } from './answers.js';
import { setArguments, setSecrets } from './buildInputs.js';
import type { BuildProblem, BuiltImage, LoopContext } from './contract.js';
import { layersByInstruction } from './layers.js';
import { relativeTo } from './questions.js';

export interface ImageRequest extends BuildAnswers {
  readonly tag: string;
  readonly platform?: string;
  /** Bytes of the last build of the same Dockerfile and target. */
  readonly lastBytes?: number;
  readonly pulls?: boolean;
  readonly withoutCache?: boolean;
}

/** Builds an image and sees that Docker has it. Problems of the build lie on lines of the Dockerfile until the next one. */
export async function buildImage(ctx: LoopContext, request: ImageRequest): Promise<Outcome<BuiltImage>> {
  const { front } = ctx;
  const { dockerfile, outline, image, tag } = request;
  const reference = `${image}:${tag}`;
  front.progress('build', reference);
  front.buildProblems(dockerfile, []);
  const builder = await builderOf(ctx);
  if (!builder.ok) return builder;
  const ended = await run(ctx, request, builder.value, reference);
  if (!ended.ok) return ended;
  const { warnings } = ended.value;
  const warned = warnings.flatMap(({ code, message, line }) =>
    line === undefined ? [] : [{ firstLine: line, lastLine: lastLineOf(outline, line), message, severity: 'warning' as const, code }],
  );
  if (!ended.value.isBuilt) {
    const { fault } = ended.value;
    const gone = await engineGone(ctx, builder.value, fault);
    if (gone !== undefined) {
      front.buildProblems(dockerfile, warned);
      return failed(gone);
    }
    front.buildProblems(dockerfile, [...warned, ...problemOf(outline, fault)]);
    return failed(atLine(fault, relativeTo(ctx, dockerfile), placeOf(outline, fault)?.firstLine));
  }
  front.buildProblems(dockerfile, warned);
  const built = await inspected(ctx, request, builder.value, reference);
  const foreign = built.ok ? await foreignImage(ctx, request, builder.value, built.value) : undefined;
  if (foreign !== undefined) front.buildProblems(dockerfile, [...warned, foreign]);
  return built;
}

/** Nodes are containers of the engine: they run what its machine runs, or emulates. */
async function foreignImage(
  { runner, signal }: LoopContext,
  { outline, target }: ImageRequest,
  builder: Builder,
  { architecture }: BuiltImage,
): Promise<BuildProblem | undefined> {
  // Where it is that of this machine, there is nothing to ask.
  if (architecture === '' || architecture === imageArchitecture(process.arch)) return undefined;
  const engine = await runner.run(info(engineOf(builder)), { signal });
  if (!engine.ok || engine.value.architecture === '' || engine.value.architecture === architecture) return undefined;
  const stage =
    target === null ? outline.stages.length - 1 : outline.stages.findIndex(({ name }) => name?.toLowerCase() === target.toLowerCase());
  const from = outline.instructions.find((one) => one.keyword === 'FROM' && one.stage === stage);
  return from === undefined
    ? undefined
    : {
        firstLine: from.firstLine,
        lastLine: from.lastLine,
        severity: 'warning',
        code: 'image-architecture',
        message: `The image is for ${architecture}, and the nodes run ${engine.value.architecture}: without emulation its programs end with \`exec format error\`.`,
      };
}

/** The builder of the settings, or the best that is there. */
export async function builderOf({ runner, settings, signal }: LoopContext): Promise<Outcome<Builder>> {
  if (settings.builder === 'podman') return done('podman');
  if (settings.builder === 'legacy') return done('legacy');
  const version = await runner.run(buildxVersion(), { signal });
  if (version.ok) return done(version.value === null ? 'legacy' : 'buildx');
  if (settings.builder === 'docker' || version.failure.code !== 'program-missing') return version;
  const podman = await runner.run({ program: 'podman', args: ['--version'], timeoutMs: 15_000, parse: () => done(undefined) }, { signal });
  return podman.ok ? done('podman') : version;
}

/** A daemon that is stopped breaks a build off in words that may blame the command; where one is to blame, the daemon still answers. */
async function engineGone({ runner, signal }: LoopContext, builder: Builder, { kind, failure }: BuildFault): Promise<Failure | undefined> {
  if (failure.code !== 'daemon-down' && kind !== 'unknown' && kind !== 'out-of-memory' && kind !== 'network') return undefined;
  const answer = await runner.run(info(engineOf(builder)), { signal });
  if (answer.ok || !answer.failure.code.startsWith('daemon-')) return undefined;
  const { message } = answer.failure;
  return { ...answer.failure, message: `${message} The build was not finished.`, detail: failure.detail ?? failure.message };
}

async function run(ctx: LoopContext, request: ImageRequest, builder: Builder, reference: string): Promise<Outcome<BuildEnd>> {
  const { front, runner, signal } = ctx;
  const { dockerfile, context, target, outline, platform } = request;
  const progress = new BuildProgress(builder, outline.stages, target);
  return inTemporaryFolder((folder) => {
    const command = build({
      builder,
      dockerfile,
      context,
      reference,
      ...(target === null ? {} : { target }),
      ...(platform === undefined ? {} : { platform }),
      ...(request.pulls === true ? { pulls: true } : {}),
      ...(request.withoutCache === true ? { withoutCache: true } : {}),
      buildArgs: setArguments(request.buildArgs),
      secrets: Object.entries(setSecrets(request.secrets)).map(([id, from]): BuildSecret => ({ id, ...from })),
      idFile: join(folder, 'id'),
    });
    return runChecked(runner, command, {
      signal,
      onLine: (line) => {
        front.output(line);
        const event = progress.take(line);
        if (event !== undefined && 'step' in event && event.step !== undefined && event.kind !== 'output')
          front.progress('build', shownStep(event.step), progress.fraction);
        else if (event?.kind === 'internal' && /^(?:exporting|naming|unpacking) /.test(event.text))
          front.progress('build', 'exporting the image', 1);
      },
    });
  });
}

/** Another builder may have kept the result to itself: only what the engine holds was built. */
async function inspected(ctx: LoopContext, request: ImageRequest, builder: Builder, reference: string): Promise<Outcome<BuiltImage>> {
  const { front, runner, signal } = ctx;
  const program = engineOf(builder);
  const image = await runChecked(runner, inspectImage(program, reference), { signal });
  if (!image.ok) return image;
  if (image.value === null)
    return failed({
      code: 'image-not-loaded',
      message: `The build ended well, and ${program} has no image \`${reference}\`: another builder kept the result.`,
      remedy: 'Run `docker buildx use default`',
    });
  const { id, bytes, architecture } = image.value;
  const history = await runChecked(runner, imageHistory(program, reference), { signal });
  // Sizes are a courtesy: a build without them is a build.
  if (history.ok) front.layers(request.dockerfile, layersByInstruction(request.outline, request.target, history.value));
  return done({
    reference,
    repository: request.image,
    id,
    bytes,
    architecture,
    engine: program,
    dockerfile: request.dockerfile,
    target: request.target,
    ...(request.lastBytes === undefined ? {} : { change: bytes - request.lastBytes }),
  });
}

/** Away from the line, a message has to say which one it is about. */
function atLine({ failure }: BuildFault, dockerfile: string, line: number | undefined): Failure {
  if (line === undefined) return failure;
  const { message } = failure;
  return { ...failure, message: `The build failed at ${dockerfile}:${line + 1}. ${message}` };
}

function problemOf(outline: DockerfileOutline, fault: BuildFault): BuildProblem[] {
  const place = placeOf(outline, fault);
  if (place === undefined) return [];
  const tail = fault.output.slice(-10).join('\n');
  const message = tail === '' ? fault.failure.message : `${fault.failure.message}\n${tail}`;
  return [{ ...place, message, severity: 'error', code: `build-${fault.kind}` }];
}

function placeOf(
  outline: DockerfileOutline,
  { firstLine, lastLine, step }: BuildFault,
): Pick<BuildProblem, 'firstLine' | 'lastLine'> | undefined {
  if (firstLine !== undefined) return { firstLine, lastLine: lastLine ?? firstLine };
  return step === undefined ? undefined : locateStep(step, outline);
}

function lastLineOf({ instructions }: DockerfileOutline, line: number): number {
  return instructions.find(({ firstLine, lastLine }) => firstLine <= line && line <= lastLine)?.lastLine ?? line;
}
