import { existsSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import type {
  Answers,
  LoopContext,
  LoopSettings,
  ManifestSource,
  Memory,
  Remembered,
  RunEnd,
} from '../../../../client/src/loop/contract.js';
import { runAll } from '../../../../client/src/loop/run.js';
import { isValid } from '../../../../client/src/tools/names.js';
import { ProcessRunner } from '../../../../client/src/tools/processRunner.js';
import { Progress } from '../progress.js';
import { localEngine } from './engine.js';
import { TerminalFront } from './front.js';

export interface UpOptions {
  readonly file?: string;
  readonly buildContext?: string;
  readonly target?: string;
  readonly image?: string;
  readonly platform?: string;
  readonly buildArg?: readonly string[];
  readonly secret?: readonly string[];
  readonly cluster?: string;
  readonly kubeContext?: string;
  readonly namespace?: string;
  readonly manifests?: readonly string[];
  readonly deliver: LoopSettings['delivery'];
  readonly builder: LoopSettings['builder'];
  readonly allowContext?: readonly string[];
  readonly timeout: string;
  readonly serverSide?: boolean;
  readonly diff?: boolean;
  readonly pull?: boolean;
  readonly cache: boolean;
  readonly yes?: boolean;
  readonly verbose?: boolean;
  readonly format: 'text' | 'json';
}

/** Exit codes: the pods run; something failed; wrong use; cancelled. */
const codes = { running: 0, failed: 1, misuse: 2, cancelled: 130 } as const;

/** Builds, delivers, deploys, waits, and says why when it does not work. */
export async function up(folder: string, options: UpOptions): Promise<number> {
  const root = resolve(folder).replaceAll('\\', '/');
  const answers = answersOf(root, options);
  if (typeof answers === 'string') return complain(answers);
  const timeout = Number(options.timeout);
  if (!(timeout >= 1 && timeout <= 3600)) return complain(`--timeout takes seconds from 1 to 3600, not ${options.timeout}`);
  const end = new AbortController();
  // The second one ends us at once, as everywhere.
  process.once('SIGINT', () => end.abort());
  process.once('SIGTERM', () => end.abort());
  const shown = (path: string): string => (path.startsWith(`${root}/`) ? relative(process.cwd(), path) : path);
  const front = new TerminalFront({
    isInteractive: process.stdin.isTTY && process.stderr.isTTY && options.format === 'text',
    isAgreed: options.yes === true,
    isVerbose: options.verbose === true,
    shown,
    signal: end.signal,
  });
  const progress = new Progress(process.stderr);
  const engine = await localEngine(root, (path) => progress.at(path));
  progress.clear();
  const ctx: LoopContext = {
    runner: new ProcessRunner({
      env: process.env,
      workspace: [root],
      ...(options.verbose === true ? { log: (line: string) => void process.stderr.write(`         ${line}\n`) } : {}),
    }),
    engine,
    front,
    settings: {
      builder: options.builder,
      allowedContexts: options.allowContext ?? [],
      delivery: options.deliver,
      rolloutTimeout: timeout,
      serverSideApply: options.serverSide === true,
      showDiff: options.diff === true,
    },
    signal: end.signal,
    folders: [root],
  };
  const result = await runAll(ctx, memoryOf(answers), {
    ...(options.pull === true ? { pulls: true } : {}),
    ...(options.cache ? {} : { withoutCache: true }),
  });
  process.stdout.write(
    options.format === 'json' ? `${JSON.stringify({ ...result, problems: front.problems }, undefined, 2)}\n` : text(result, shown),
  );
  return codes[result.state];
}

/** What the flags say, or what is wrong with them. */
function answersOf(root: string, options: UpOptions): Answers | string {
  const at = (path: string): string => (isAbsolute(path) ? path : resolve(path)).replaceAll('\\', '/');
  if (!isFolder(root)) return `${root}: no such folder`;
  for (const path of [options.file, options.buildContext, ...(options.manifests ?? [])])
    if (path !== undefined && !existsSync(at(path))) return `${path}: no such file or folder`;
  const buildArgs: Record<string, string> = {};
  for (const word of options.buildArg ?? []) {
    const [, name = '', value] = /^([^=]*)(?:=([\s\S]*))?$/.exec(word) ?? [];
    if (!isValid('variable', name)) return `--build-arg takes NAME=VALUE, not ${word}`;
    buildArgs[name] = value ?? process.env[name] ?? '';
  }
  const secrets: Record<string, { readonly env: string } | { readonly file: string }> = {};
  for (const word of options.secret ?? []) {
    const { id, env, src, source } = Object.fromEntries(word.split(',').map((part) => part.split('=', 2) as [string, string]));
    const file = src ?? source;
    if (id === undefined || (env === undefined) === (file === undefined))
      return `--secret takes id=ID,env=NAME or id=ID,src=FILE, not ${word}`;
    secrets[id] = env === undefined ? { file: at(file ?? '') } : { env };
  }
  return {
    version: 1,
    folder: root,
    ...(options.file === undefined ? {} : { dockerfile: at(options.file) }),
    ...(options.buildContext === undefined ? {} : { context: at(options.buildContext) }),
    ...(options.target === undefined ? {} : { target: options.target }),
    ...(options.image === undefined ? {} : { image: options.image }),
    ...(options.platform === undefined ? {} : { platform: options.platform }),
    ...(options.buildArg === undefined ? {} : { buildArgs }),
    ...(options.secret === undefined ? {} : { secrets }),
    ...(options.cluster === undefined ? {} : { cluster: options.cluster }),
    ...(options.kubeContext === undefined ? {} : { kubeContext: options.kubeContext }),
    ...(options.namespace === undefined ? {} : { namespace: options.namespace }),
    ...(options.manifests === undefined ? {} : { manifests: options.manifests.map((path) => sourceAt(at(path))) }),
  };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function sourceAt(path: string): ManifestSource {
  if (!isFolder(path)) {
    const folder = path.slice(0, path.lastIndexOf('/'));
    if (/\/kustomization\.ya?ml$|\/Kustomization$/.test(path)) return { kind: 'kustomize', path: folder };
    return path.endsWith('/Chart.yaml') ? { kind: 'helm', path: folder } : { kind: 'file', path };
  }
  if (['kustomization.yaml', 'kustomization.yml', 'Kustomization'].some((name) => existsSync(`${path}/${name}`)))
    return { kind: 'kustomize', path };
  return { kind: existsSync(`${path}/Chart.yaml`) ? 'helm' : 'folder', path };
}

/** A run of the command line is told everything by its flags: nothing is kept for the next. */
function memoryOf(answers: Answers): Memory {
  let remembered: Remembered = { answers };
  return {
    get: () => remembered,
    set: (next) => {
      remembered = next;
      return Promise.resolve();
    },
  };
}

function text(end: RunEnd, shown: (path: string) => string): string {
  if (end.state === 'running') {
    const { target, objects } = end.deployment;
    const image = end.image === undefined ? '' : ` as ${end.image.reference}`;
    return `running in ${target.kubeContext}, namespace ${target.namespace}${image}: ${objects.map(({ kind, name, result }) => `${kind} ${name} ${result}`).join(', ')}\n`;
  }
  const { failure, diagnoses, step, done } = end;
  const lines = [`${end.state} at ${step}: ${failure.message}${failure.remedy === undefined ? '' : ` ${failure.remedy}.`}`];
  if (diagnoses.length === 0 && failure.detail !== undefined) lines.push(failure.detail);
  for (const { cause, explanation, place, remedies, said } of diagnoses) {
    const where = place === null ? '' : `${shown(place.path)}:${place.range.start.line + 1}:${place.range.start.character + 1}: `;
    lines.push(
      `${where}${cause}`,
      `  ${explanation}`,
      `  the cluster: ${said.split('\n').join('\n  ')}`,
      ...remedies.map(({ title }) => `  fix: ${title}`),
    );
  }
  if (done.image !== undefined) lines.push(`built before: ${done.image.reference}`);
  if (done.deployment !== undefined)
    lines.push(`applied before: ${done.deployment.objects.map(({ kind, name, result }) => `${kind} ${name} ${result}`).join(', ')}`);
  return `${lines.join('\n')}\n`;
}

function complain(message: string): number {
  process.stderr.write(`slipway: ${message}\n`);
  return codes.misuse;
}
