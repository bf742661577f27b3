import type { Fact } from '../../engine/facts/facts.js';
import type { Span } from '../../engine/text/span.js';
import { uidOf } from './accounts.js';
import type { Dockerfile, Stage } from './model.js';
import { runtimeUser } from './runtimeUser.js';
import { exposedPorts, healthcheckUrl, startPort } from './startCommand.js';

/** What manifests and Compose files ask of an image. Facts of a stage have the key `path#index`; those of the whole file its path. */
declare module '../../engine/facts/facts.js' {
  interface FactData {
    dockerfile: {
      /** Index of the stage that is built when no target is named. */
      readonly final: number;
      /** Names as written, null for unnamed stages. */
      readonly stages: readonly (string | null)[];
    };
    'stage.user': {
      readonly kind: 'root' | 'number' | 'name' | 'unknown';
      /** The word behind USER; null when the base image decides. */
      readonly text: string | null;
      /** The number behind the name, where the file or the base image tells it. */
      readonly uid: number | null;
    };
    'stage.port': { readonly port: number; readonly protocol: string };
    /** The port that the start command names. */
    'stage.listens': { readonly port: number };
    'stage.health': { readonly path: string | null; readonly port: number | null };
    'stage.start': { readonly entrypoint: StartWords | null; readonly cmd: StartWords | null };
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
    { kind: 'dockerfile', key: path, data: { final: final.index, stages: stages.map(({ name }) => name ?? null) }, at: top },
    ...stages.flatMap((stage) => stageFacts(stage, stageKey(path, stage.index))),
  ];
}

function stageFacts(stage: Stage, key: string): Fact[] {
  const top: Span = stage.from?.image?.span ?? { start: 0, end: 0 };
  const facts: Fact[] = [userFact(stage, key, top)];
  const { end, entrypoint, cmd, healthcheck } = stage;
  for (const { port, protocol, at } of exposedPorts(stage) ?? []) facts.push({ kind: 'stage.port', key, data: { port, protocol }, at });
  const listens = startPort(stage);
  if (listens !== undefined) facts.push({ kind: 'stage.listens', key, data: { port: listens.port }, at: listens.at });
  if (healthcheck !== undefined && healthcheck.type?.value !== 'NONE') {
    const asked = healthcheckUrl(stage);
    facts.push({ kind: 'stage.health', key, data: { path: asked?.path ?? null, port: asked?.port ?? null }, at: healthcheck.keyword.span });
  }
  const start = entrypoint ?? cmd;
  if (start !== undefined)
    facts.push({ kind: 'stage.start', key, data: { entrypoint: startWords(entrypoint), cmd: startWords(cmd) }, at: start.keyword.span });
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

function userFact(stage: Stage, key: string, top: Span): Fact {
  const who = runtimeUser(stage);
  const { user } = stage.end;
  const written = user !== undefined && user.words.length > 0 ? user : undefined;
  const at = written?.words[0]?.span ?? top;
  const text = written?.complete === true ? written.user : null;
  const number = text !== null && /^\d+$/.test(text) ? Number(text) : undefined;
  const uid = who.kind === 'root' ? 0 : (number ?? (text === null ? stage.base.facts?.defaultUser?.uid : uidOf(stage, text)) ?? null);
  const kind =
    who.kind === 'root' ? 'root' : who.kind === 'other' ? (number === undefined && text !== null ? 'name' : 'number') : 'unknown';
  // The default user of a base image is set by number or by name in its configuration, which our table does not tell.
  return { kind: 'stage.user', key, data: { kind: text === null && kind === 'number' ? 'unknown' : kind, text, uid }, at };
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
