import { existsSync } from 'node:fs';
import { basename, dirname, relative } from 'node:path';
import type { DockerfileOutline } from '../../../server/src/protocol.js';
import { isValid, repositoryFrom } from '../tools/names.js';
import { looksSecret } from '../tools/redact.js';
import { done, failed, type Outcome } from '../tools/tool.js';
import type { AnswerKey, Answers, Choice, LoopContext, ManifestSource } from './contract.js';

/** What a build needs, all of it decided. */
export interface BuildAnswers {
  readonly dockerfile: string;
  readonly outline: DockerfileOutline;
  readonly context: string;
  /** Null: the last stage. */
  readonly target: string | null;
  /** Without a tag. */
  readonly image: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly secrets: NonNullable<Answers['secrets']>;
}

/** The user turned away from a question: nothing was done. */
export function turnedAway(key: AnswerKey): Outcome<never> {
  return failed({ code: 'cancelled', message: `Nothing was run: the question for \`${key}\` was left open.` });
}

/** Asks what is not remembered or not true any more, one question at a time; a sole possibility is no question. */
export async function buildAnswers(ctx: LoopContext, known: Answers): Promise<Outcome<BuildAnswers>> {
  const { engine, front } = ctx;
  const { dockerfiles } = await engine.candidates();
  const dockerfile =
    known.dockerfile !== undefined && existsSync(known.dockerfile)
      ? known.dockerfile
      : await oneOf(ctx, 'dockerfile', 'Dockerfile to build', pathChoices(ctx, dockerfiles));
  if (dockerfile === undefined) {
    return dockerfiles.length > 0
      ? turnedAway('dockerfile')
      : failed({
          code: 'dockerfile-missing',
          message: 'There is no Dockerfile in this workspace.',
          remedy: 'Create one: the snippets of Slipway start with `dockerfile-`',
        });
  }
  const outline = await engine.outline(dockerfile);
  if (outline === undefined) return failed({ code: 'dockerfile-missing', message: `\`${dockerfile}\` cannot be read as a Dockerfile.` });
  const isSame = known.dockerfile === dockerfile;

  const context =
    isSame && known.context !== undefined
      ? known.context
      : await oneOf(ctx, 'context', 'Build context: the folder that COPY reads from', contextChoices(ctx, outline));
  if (context === undefined) return turnedAway('context');

  const target = await targetOf(ctx, outline, isSame ? known.target : undefined);
  if (target === undefined) return turnedAway('target');

  let image = isSame ? known.image : undefined;
  if (image === undefined || !isValid('repository', image)) {
    const proposed = outline.images[0] ?? repositoryFrom(basename(context));
    image = await front.ask({
      key: 'image',
      title: 'Name of the image, without a tag',
      value: proposed,
      fault: (value) => (isValid('repository', value) ? undefined : 'Small letters, digits and single separators, as in `team/app`'),
    });
  }
  if (image === undefined) return turnedAway('image');

  const buildArgs = await argumentsOf(ctx, outline, isSame ? known.buildArgs : undefined);
  if (buildArgs === undefined) return turnedAway('buildArgs');
  const secrets = await secretsOf(ctx, outline, isSame ? known.secrets : undefined);
  if (secrets === undefined) return turnedAway('secrets');
  return done({ dockerfile, outline, context, target, image, buildArgs, secrets });
}

async function targetOf(
  ctx: LoopContext,
  outline: DockerfileOutline,
  known: string | null | undefined,
): Promise<string | null | undefined> {
  const named = outline.stages.flatMap(({ name, base }) => (name === null ? [] : [{ name, base }]));
  if (known === null || (known !== undefined && named.some(({ name }) => name === known))) return known;
  const last = outline.stages.at(-1);
  const others = named.filter(({ name }) => name !== last?.name);
  if (others.length === 0) return null;
  const choices: Choice[] = [
    { value: '', label: last?.name ?? 'the last stage', description: 'the last stage, what runs', isPreferred: true },
    ...others.reverse().map(({ name, base }) => ({ value: name, label: name, description: `from ${base}` })),
  ];
  const picked = await ctx.front.choose({ key: 'target', title: 'Stage to build', choices });
  return picked === '' ? null : picked;
}

/** Arguments without a default are asked for once; empty leaves them unset. Values of secret-looking ones are not asked: they are secrets. */
async function argumentsOf(
  ctx: LoopContext,
  { args }: DockerfileOutline,
  known: Answers['buildArgs'],
): Promise<Readonly<Record<string, string>> | undefined> {
  const values: Record<string, string> = {};
  for (const { name, value } of args) {
    const remembered = known?.[name];
    if (remembered !== undefined) {
      if (remembered !== '') values[name] = remembered;
      continue;
    }
    // BuildKit sets these itself: https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope.
    if (value !== null || looksSecret(name) || /^(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT)$/.test(name)) continue;
    const given = await ctx.front.ask({
      key: 'buildArgs',
      title: `Build argument ${name}, which has no default; empty leaves it unset`,
      value: '',
      fault: () => undefined,
    });
    if (given === undefined) return undefined;
    if (given !== '') values[name] = given;
  }
  return values;
}

/** Where each `--mount=type=secret` takes its value from: a variable of the environment or a file. The value is never remembered. */
async function secretsOf(
  ctx: LoopContext,
  { secrets }: DockerfileOutline,
  known: Answers['secrets'],
): Promise<NonNullable<Answers['secrets']> | undefined> {
  const sources: Record<string, { readonly env: string } | { readonly file: string }> = {};
  for (const { id, isRequired } of secrets) {
    const remembered = known?.[id];
    if (remembered !== undefined) {
      sources[id] = remembered;
      continue;
    }
    const given = await ctx.front.ask({
      key: 'secrets',
      title: `Secret ${id}: a variable of the environment, or an absolute path${isRequired ? '' : '; empty leaves it out'}`,
      value: id.toUpperCase().replace(/[^A-Z0-9_]/g, '_'),
      fault: (value) => {
        if (value === '') return isRequired ? 'The build needs this secret' : undefined;
        return isValid('variable', value) || isPath(value) ? undefined : 'A variable name such as NPM_TOKEN, or an absolute path';
      },
    });
    if (given === undefined) return undefined;
    if (given !== '') sources[id] = isPath(given) ? { file: given } : { env: given };
  }
  return sources;
}

const isPath = (value: string): boolean => /^(?:\/|[A-Za-z]:[\\/])/.test(value);

/** Asks for what is to be deployed. */
export async function manifestAnswers(ctx: LoopContext, known: Answers): Promise<Outcome<readonly ManifestSource[]>> {
  const { manifests } = await ctx.engine.candidates();
  if (known.manifests !== undefined && known.manifests.length > 0 && known.manifests.every(({ path }) => existsSync(path)))
    return done(known.manifests);
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
  const choices = manifests.map(({ kind, path }, i) => ({
    value: path,
    label: relativeTo(ctx, path),
    description: words[kind],
    ...(i === 0 && manifests.length === 1 ? { isPreferred: true } : {}),
  }));
  const picked = await oneOf(ctx, 'manifests', 'What to deploy', choices);
  const found = manifests.find(({ path }) => path === picked);
  return found === undefined ? turnedAway('manifests') : done([found]);
}

/** A sole choice is taken without a question. */
export async function oneOf(ctx: LoopContext, key: AnswerKey, title: string, choices: readonly Choice[]): Promise<string | undefined> {
  if (choices.length <= 1) return choices[0]?.value;
  return ctx.front.choose({ key, title, choices });
}

function pathChoices(ctx: LoopContext, paths: readonly string[]): Choice[] {
  return paths.map((path) => ({ value: path, label: relativeTo(ctx, path) }));
}

function contextChoices(ctx: LoopContext, { contexts, path }: DockerfileOutline): Choice[] {
  const own = dirname(path);
  const folders = contexts.length > 0 ? contexts : [own];
  return folders.map((folder, i) => ({
    value: folder,
    label: relativeTo(ctx, folder) || '.',
    description: folder === own ? "the Dockerfile's folder" : 'the workspace says so',
    ...(i === 0 ? { isPreferred: true } : {}),
  }));
}

export function relativeTo({ folders }: LoopContext, path: string): string {
  const root = folders.find((folder) => path === folder || path.startsWith(`${folder}/`));
  return root === undefined ? path : relative(root, path);
}
