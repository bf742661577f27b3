import { existsSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { DockerfileOutline } from '../../../server/src/protocol.js';
import { isValid, repositoryFrom } from '../tools/names.js';
import { done, failed, type Outcome } from '../tools/tool.js';
import { argumentsOf, secretsOf } from './buildInputs.js';
import type { AnswerKey, Answers, Choice, LoopContext, ManifestSource } from './contract.js';
import { notThere, oneOf, relativeTo, turnedAway } from './questions.js';

/** What a build needs, all of it decided. */
export interface BuildAnswers {
  readonly dockerfile: string;
  readonly outline: DockerfileOutline;
  readonly context: string;
  /** Null: the last stage. */
  readonly target: string | null;
  /** Without a tag. */
  readonly image: string;
  /** Empty ones stay unset. */
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly secrets: NonNullable<Answers['secrets']>;
}

/** Asks what is not remembered or not true any more, one question at a time; a sole possibility is no question. */
export async function buildAnswers(ctx: LoopContext, known: Answers): Promise<Outcome<BuildAnswers>> {
  const dockerfile = await dockerfileOf(ctx, known);
  if (!dockerfile.ok) return dockerfile;
  const path = dockerfile.value;
  const outline = await ctx.engine.outline(path);
  if (outline === undefined)
    return failed({ code: 'dockerfile-missing', message: `\`${relativeTo(ctx, path)}\` cannot be read as a Dockerfile: it has no FROM.` });
  // Answers for another file hold for that one alone.
  const own = known.dockerfile === undefined || known.dockerfile === path ? known : { version: known.version, folder: known.folder };

  const context = await contextOf(ctx, outline, own.context);
  if (!context.ok) return context;
  const target = await targetOf(ctx, outline, own.target);
  if (!target.ok) return target;
  const image = await imageOf(ctx, outline, context.value, own.image);
  if (!image.ok) return image;
  const buildArgs = await argumentsOf(ctx, outline, own.buildArgs);
  if (buildArgs === undefined) return turnedAway('buildArgs');
  const secrets = await secretsOf(ctx, outline, own.secrets);
  if (secrets === undefined) return turnedAway('secrets');
  return done({ dockerfile: path, outline, context: context.value, target: target.value, image: image.value, buildArgs, secrets });
}

async function dockerfileOf(ctx: LoopContext, { dockerfile: known }: Answers): Promise<Outcome<string>> {
  if (known !== undefined && existsSync(known)) return done(known);
  const { dockerfiles } = await ctx.engine.candidates();
  if (known !== undefined && isGiven(ctx, 'dockerfile')) return notThere('Dockerfile', known, dockerfiles);
  if (dockerfiles.length === 0)
    return failed({
      code: 'dockerfile-missing',
      message: 'There is no Dockerfile in this workspace.',
      remedy: 'Create one: the snippets of Slipway start with `dockerfile-`',
    });
  const choices = dockerfiles.map((path) => ({ value: path, label: relativeTo(ctx, path) }));
  const picked = await oneOf(ctx, 'dockerfile', 'Dockerfile to build', choices, known !== undefined);
  return picked === undefined ? turnedAway('dockerfile') : done(picked);
}

async function contextOf(ctx: LoopContext, { contexts, path }: DockerfileOutline, known: string | undefined): Promise<Outcome<string>> {
  if (known !== undefined && isFolder(known)) return done(known);
  if (known !== undefined && isGiven(ctx, 'context')) return notThere('folder', known, []);
  const own = dirname(path);
  const folders = contexts.length > 0 ? contexts : [own];
  const choices = folders.map((folder, i) => ({
    value: folder,
    label: relativeTo(ctx, folder) || '.',
    description: folder === own ? "the Dockerfile's folder" : 'the workspace says so',
    ...(i === 0 ? { isPreferred: true } : {}),
  }));
  const picked = await oneOf(ctx, 'context', 'Build context: the folder that COPY reads from', choices);
  return picked === undefined ? turnedAway('context') : done(picked);
}

async function targetOf(
  ctx: LoopContext,
  { stages }: DockerfileOutline,
  known: string | null | undefined,
): Promise<Outcome<string | null>> {
  const named = stages.flatMap(({ name, base }) => (name === null ? [] : [{ name, base }]));
  // A stage may be named by its number too.
  const isStage = (word: string): boolean =>
    named.some(({ name }) => name.toLowerCase() === word.toLowerCase()) || (/^\d+$/.test(word) && Number(word) < stages.length);
  if (known === null || (known !== undefined && isStage(known))) return done(known);
  if (known !== undefined && isGiven(ctx, 'target')) {
    return notThere(
      'stage',
      known,
      named.map(({ name }) => name),
    );
  }
  const last = stages.at(-1);
  const others = named.filter(({ name }) => name !== last?.name);
  if (others.length === 0) return done(null);
  const choices: Choice[] = [
    { value: '', label: last?.name ?? 'the last stage', description: 'the last stage, what runs', isPreferred: true },
    ...others.reverse().map(({ name, base }) => ({ value: name, label: name, description: `from ${base}` })),
  ];
  const picked = await ctx.front.choose({ key: 'target', title: 'Stage to build', choices });
  if (picked === undefined) return turnedAway('target');
  return done(picked === '' ? null : picked);
}

async function imageOf(
  ctx: LoopContext,
  { images }: DockerfileOutline,
  context: string,
  known: string | undefined,
): Promise<Outcome<string>> {
  const wanted = 'Small letters, digits and single separators, as in `team/app`';
  if (known !== undefined && isValid('repository', known)) return done(known);
  if (known !== undefined && isGiven(ctx, 'image'))
    return failed({ code: 'answer-wrong', message: `\`${known}\` is no name of an image without a tag. ${wanted}.` });
  const given = await ctx.front.ask({
    key: 'image',
    title: 'Name of the image, without a tag',
    value: images[0] ?? repositoryFrom(basename(context)),
    fault: (value) => (isValid('repository', value) ? undefined : wanted),
  });
  return given === undefined ? turnedAway('image') : done(given);
}

/** Asks for what is to be deployed. */
export async function manifestAnswers(ctx: LoopContext, { manifests: known = [] }: Answers): Promise<Outcome<readonly ManifestSource[]>> {
  const gone = known.find(({ path }) => !existsSync(path));
  if (known.length > 0 && gone === undefined) return done(known);
  if (gone !== undefined && isGiven(ctx, 'manifests')) return notThere('file or folder', gone.path, []);
  const { manifests } = await ctx.engine.candidates();
  if (manifests.length === 0)
    return failed({
      code: 'manifests-missing',
      message: 'There is nothing to deploy: no file of this workspace holds Kubernetes objects.',
      remedy: 'Create a manifest: type `deployment` in a YAML file',
    });
  const words: Readonly<Record<ManifestSource['kind'], string>> = {
    kustomize: 'Kustomize',
    helm: 'Helm chart',
    folder: 'every manifest in the folder',
    file: 'manifest',
  };
  const choices = manifests.map(({ kind, path }) => ({
    value: `${kind}:${path}`,
    label: relativeTo(ctx, path) || '.',
    description: words[kind],
  }));
  const picked = await oneOf(ctx, 'manifests', 'What to deploy', choices, gone !== undefined);
  const found = manifests.find(({ kind, path }) => `${kind}:${path}` === picked);
  return found === undefined ? turnedAway('manifests') : done([found]);
}

function isGiven({ given }: LoopContext, key: AnswerKey): boolean {
  return given?.has(key) === true;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
