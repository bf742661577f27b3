import type { Fact, FactData } from '../../engine/facts/facts.js';
import type { Span } from '../../engine/text/span.js';
import { uidOf } from './accounts.js';
import { seconds } from './hover/health.js';
import { imageNames } from './imageNames.js';
import type { Dockerfile, HealthcheckInstruction, Stage } from './model.js';
import { hasOption, optionValue } from './options.js';
import { runtimeUser } from './runtimeUser.js';
import { exposedPorts, healthcheckUrl, startCommands, startPort } from './startCommand.js';

/** What manifests and Compose files ask of an image. Facts of a stage have the key `path#index`; those of the whole file its path. */
declare module '../../engine/facts/facts.js' {
  interface FactData {
    dockerfile: {
      /** Index of the stage that is built when no target is named. */
      readonly final: number;
      /** Names as written, null for unnamed stages. */
      readonly stages: readonly (string | null)[];
      /** Repository of the image that each stage stands on, null where it is not known. */
      readonly bases: readonly (string | null)[];
    };
    /** A Dockerfile whose path fits images of a name; the key is the name. */
    'dockerfile.name': { readonly dockerfile: string; readonly rank: number };
    /** A stage as such; the place is its name, or the image that it begins from. */
    stage: { readonly name: string | null; readonly image: string | null };
    'stage.user': {
      readonly kind: 'root' | 'number' | 'name' | 'unknown';
      /** The word behind USER; null when the base image decides. */
      readonly text: string | null;
      /** The number behind the name, where the file or the base image tells it. */
      readonly uid: number | null;
    };
    'stage.port': { readonly port: number; readonly protocol: string };
    /** The port that the start command names. */
    'stage.listens': {
      readonly port: number;
      /** Whether the number stands in the command itself, so that no variable of a manifest changes it. */
      readonly fixed: boolean;
    };
    'stage.health': {
      readonly path: string | null;
      readonly port: number | null;
      /** What is run, as an exec probe would have it. */
      readonly command: readonly string[];
      /** Seconds, null where Docker's default holds. */
      readonly interval: number | null;
      readonly timeout: number | null;
    };
    'stage.start': {
      readonly entrypoint: StartWords | null;
      readonly cmd: StartWords | null;
      /** Whether the base image may have an ENTRYPOINT that runs the CMD. */
      readonly inherits: boolean;
    };
    /** Where the program that starts is known to write. */
    'stage.writes': { readonly path: string; readonly by: string };
    /** A program gets capabilities of its own with `setcap`. */
    'stage.setcap': Record<string, never>;
    'stage.workdir': { readonly path: string };
    'stage.volume': { readonly path: string };
    /** Absolute folder or file that a COPY or ADD writes. */
    'stage.copied': { readonly path: string };
  }
}

export interface StartWords {
  readonly form: 'exec' | 'shell';
  readonly words: readonly string[];
}

export const stageKey = (path: string, index: number): string => `${path}#${index}`;

export function dockerfileFacts(file: Dockerfile, path: string): readonly Fact[] {
  const stages = file.stages.filter((stage) => !stage.implicit);
  if (stages.length === 0) return [];
  const final = file.finalStage;
  const top = final.from?.image?.span ?? { start: 0, end: 0 };
  return [
    { kind: 'dockerfile', key: path, data: dockerfileData(stages, final), at: top },
    ...imageNames(path).map(({ name, rank }): Fact => ({ kind: 'dockerfile.name', key: name, data: { dockerfile: path, rank }, at: top })),
    ...stages.flatMap((stage) => stageFacts(stage, stageKey(path, stage.index))),
  ];
}

function dockerfileData(stages: readonly Stage[], final: Stage): FactData['dockerfile'] {
  return {
    final: final.index,
    stages: stages.map(({ name }) => name ?? null),
    bases: stages.map(({ base }) => base.image?.repository ?? null),
  };
}

/** What a container of the stage would be. */
export function stageFacts(stage: Stage, key: string): Fact[] {
  const top: Span = stage.from?.image?.span ?? { start: 0, end: 0 };
  const facts: Fact[] = [stageFact(stage, key, top), userFact(stage, key, top)];
  const { end, entrypoint, cmd, healthcheck } = stage;
  for (const { port, protocol, at } of exposedPorts(stage) ?? []) facts.push({ kind: 'stage.port', key, data: { port, protocol }, at });
  const listens = startPort(stage);
  if (listens !== undefined)
    facts.push({ kind: 'stage.listens', key, data: { port: listens.port, fixed: listens.isFixed }, at: listens.at });
  if (healthcheck !== undefined && healthcheck.type?.value.toUpperCase() !== 'NONE')
    facts.push({ kind: 'stage.health', key, data: healthData(stage, healthcheck), at: healthcheck.keyword.span });
  const start = entrypoint ?? cmd;
  if (start !== undefined) facts.push({ kind: 'stage.start', key, data: startData(stage), at: start.keyword.span });
  for (const { path, by } of writtenPaths(stage))
    facts.push({ kind: 'stage.writes', key, data: { path, by }, at: (start?.keyword ?? { span: top }).span });
  if (start !== undefined && stage.earlier.concat(stage).some(setsCapabilities))
    facts.push({ kind: 'stage.setcap', key, data: {}, at: start.keyword.span });
  if (end.workdir !== undefined) facts.push({ kind: 'stage.workdir', key, data: { path: end.workdir }, at: lastWorkdir(stage) ?? top });
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) {
    for (const instruction of at.instructions) {
      if (instruction.kind === 'VOLUME') {
        for (const word of instruction.paths) {
          const { value, complete } = instruction.expand(word.value);
          if (complete) facts.push({ kind: 'stage.volume', key, data: { path: value }, at: word.span });
        }
      } else if (instruction.kind === 'COPY' || instruction.kind === 'ADD') {
        const { destination } = instruction;
        const { value, complete } = instruction.expand(destination?.value ?? '');
        const absolute = complete ? absolutePath(value, instruction.before.workdir) : undefined;
        if (destination !== undefined && absolute !== undefined)
          facts.push({ kind: 'stage.copied', key, data: { path: absolute }, at: destination.span });
      }
    }
  }
  return facts;
}

function stageFact({ name, from }: Stage, key: string, top: Span): Fact {
  return { kind: 'stage', key, data: { name: name ?? null, image: from?.image?.text ?? null }, at: from?.alias?.span ?? top };
}

function userFact(stage: Stage, key: string, top: Span): Fact {
  const who = runtimeUser(stage);
  const { user } = stage.end;
  const written = user !== undefined && user.words.length > 0 ? user : undefined;
  const word = written?.words[0];
  const text = written?.complete === true ? written.user : null;
  // The name alone, so that whoever replaces it keeps the group.
  const isLiteral = word !== undefined && text !== null && text !== '' && (word.text === text || word.text.startsWith(`${text}:`));
  const at = word === undefined ? top : isLiteral ? { start: word.span.start, end: word.span.start + text.length } : word.span;
  const number = text !== null && /^\d+$/.test(text) ? Number(text) : undefined;
  const uid = who.kind === 'root' ? 0 : (number ?? (text === null ? stage.base.facts?.defaultUser?.uid : uidOf(stage, text)) ?? null);
  // The default user of a base image is set by number or by name in its configuration, which our table does not tell.
  const kind = stage.base.windows
    ? 'unknown'
    : who.kind === 'root'
      ? 'root'
      : who.kind !== 'other' || text === null
        ? 'unknown'
        : undefined;
  return { kind: 'stage.user', key, data: { kind: kind ?? (number === undefined ? 'name' : 'number'), text, uid }, at };
}

function healthData(stage: Stage, healthcheck: HealthcheckInstruction): FactData['stage.health'] {
  const asked = healthcheckUrl(stage);
  const words = healthcheck.form === 'exec' ? (healthcheck.json?.elements ?? []).map(({ value }) => value) : undefined;
  const flag = (name: string): number | null => seconds(healthcheck.flags.find((each) => each.name === name)?.value?.value ?? '') ?? null;
  return {
    path: asked?.path ?? null,
    port: asked?.port ?? null,
    command: words ?? ['/bin/sh', '-c', healthcheck.command?.text ?? ''],
    interval: flag('interval'),
    timeout: flag('timeout'),
  };
}

function startData(stage: Stage): FactData['stage.start'] {
  const { entrypoint, cmd, base } = stage;
  const { image } = base;
  const inherits = entrypoint === undefined && !base.scratch && (image === undefined || !withoutEntrypoint.has(image.repository));
  return { entrypoint: startWords(entrypoint), cmd: startWords(cmd), inherits };
}

/** Official images that set a CMD at most: read in their Dockerfiles at github.com/docker-library, 2026-11. */
const withoutEntrypoint: ReadonlySet<string> = new Set(
  'alpine amazonlinux archlinux busybox buildpack-deps debian fedora gcc golang python rust ubuntu'.split(' '),
);

/**
 * Paths that programs write to whatever the application does: Gunicorn keeps its workers' heartbeat in a temporary file
 * (https://docs.gunicorn.org/en/stable/settings.html#worker-tmp-dir), nginx its buffers and pid file, Celery's beat its schedule,
 * Rails the pid of its server.
 */
function writtenPaths(stage: Stage): { readonly path: string; readonly by: string }[] {
  const { workdir } = stage.end;
  const below = (name: string): string[] => (workdir === undefined ? [] : [absolutePath(name, workdir) ?? workdir]);
  const found: { readonly path: string; readonly by: string }[] = [];
  const add = (by: string, paths: readonly string[]): void => void found.push(...paths.map((path) => ({ path, by })));
  for (const command of startCommands(stage)) {
    const has = (...words: readonly string[]): boolean => words.every((word) => command.args.some(({ value }) => value === word));
    // A memory file system is mounted at /dev/shm in every container.
    const isSet = ['TMPDIR', 'GUNICORN_CMD_ARGS'].some((name) => stage.end.environment(name) !== undefined);
    if (
      command.name === 'gunicorn' &&
      !isSet &&
      optionValue(command, '--worker-tmp-dir') === undefined &&
      !hasOption(command, '-c', '--config')
    )
      add('gunicorn', ['/tmp']);
    else if (command.name === 'celery' && has('beat') && optionValue(command, '-s', '--schedule') === undefined)
      add('celery beat', below('.'));
    else if (command.name === 'rails' && (has('server') || has('s')) && optionValue(command, '-P', '--pid') === undefined)
      add('rails server', below('tmp'));
  }
  const runsNginx =
    (stage.entrypoint === undefined && stage.cmd === undefined) || startCommands(stage).some(({ name }) => name === 'nginx');
  if (runsNginx && stage.base.image?.repository === 'nginx') add('nginx', ['/var/cache/nginx', '/run']);
  return found;
}

function setsCapabilities({ instructions }: Stage): boolean {
  return instructions.some(({ kind, source }) => kind === 'RUN' && /\bsetcap\b/.test(source));
}

function startWords(instruction: Stage['cmd'] | Stage['entrypoint']): StartWords | null {
  if (instruction === undefined) return null;
  if (instruction.form === 'exec') return { form: 'exec', words: (instruction.json?.elements ?? []).map(({ value }) => value) };
  return { form: 'shell', words: [instruction.rest.text] };
}

function lastWorkdir(stage: Stage): Span | undefined {
  return stage.instructions.filter(({ kind }) => kind === 'WORKDIR').at(-1)?.words[0]?.span;
}

function absolutePath(path: string, workdir: string | undefined): string | undefined {
  if (path.startsWith('/')) return clean(path);
  return workdir === undefined ? undefined : clean(`${workdir}/${path}`);
}

function clean(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
