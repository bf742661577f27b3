import { existsSync, statSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import type { AnswerKey, Answers, LoopSettings, ManifestSource } from '../../../../client/src/loop/contract.js';
import { isValid, type Grammar } from '../../../../client/src/tools/names.js';

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

export interface Flags {
  readonly answers: Answers;
  /** What a flag said: nothing else is taken in its place. */
  readonly given: ReadonlySet<AnswerKey>;
  readonly settings: LoopSettings;
}

/** What the flags say, or what is wrong with them: one sentence. */
export function readFlags(root: string, options: UpOptions): Flags | string {
  const answers = answersOf(root, options);
  if (typeof answers === 'string') return answers;
  const timeout = Number(options.timeout);
  if (!(timeout >= 1 && timeout <= 3600)) return `--timeout takes seconds from 1 to 3600, not \`${options.timeout}\``;
  return {
    answers,
    given: new Set(Object.keys(answers) as AnswerKey[]),
    settings: {
      builder: options.builder,
      allowedContexts: options.allowContext ?? [],
      delivery: options.deliver,
      rolloutTimeout: timeout,
      serverSideApply: options.serverSide === true,
      showDiff: options.diff === true,
    },
  };
}

function answersOf(root: string, options: UpOptions): Answers | string {
  if (!isFolder(root)) return `\`${root}\` is no folder`;
  const fault = pathFault(options) ?? nameFault(options);
  if (fault !== undefined) return fault;
  const buildArgs = argumentsOf(options.buildArg ?? []);
  if (typeof buildArgs === 'string') return buildArgs;
  const secrets = secretsOf(options.secret ?? []);
  if (typeof secrets === 'string') return secrets;
  const manifests = (options.manifests ?? []).map((path) => sourceAt(at(path)));
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
    ...(manifests.length === 0 ? {} : { manifests }),
  };
}

function pathFault({ file, buildContext, manifests = [] }: UpOptions): string | undefined {
  const [wrongFile] = file !== undefined && !isFile(at(file)) ? [file] : [];
  if (wrongFile !== undefined) return `--file: \`${wrongFile}\` is no file`;
  if (buildContext !== undefined && !isFolder(at(buildContext))) return `--build-context: \`${buildContext}\` is no folder`;
  const missing = manifests.find((path) => !existsSync(at(path)));
  return missing === undefined ? undefined : `--manifests: there is no \`${missing}\``;
}

function nameFault(options: UpOptions): string | undefined {
  const names: readonly (readonly [string, Grammar, string | undefined, string])[] = [
    ['--image', 'repository', options.image, 'a name of an image without a tag, such as `team/app`'],
    ['--platform', 'platform', options.platform, 'a platform such as `linux/arm64`'],
    ['--cluster', 'cluster', options.cluster, 'a name of a k3d cluster'],
    ['--kube-context', 'context', options.kubeContext, 'a name of a context that can be passed on'],
    ['--namespace', 'label', options.namespace, 'a name of a namespace'],
  ];
  for (const [flag, grammar, value, what] of names)
    if (value !== undefined && !isValid(grammar, value)) return `${flag}: ${JSON.stringify(value)} is not ${what}`;
  return undefined;
}

function argumentsOf(words: readonly string[]): Readonly<Record<string, string>> | string {
  const values: Record<string, string> = {};
  for (const word of words) {
    const [, name = '', value] = /^([^=]*)(?:=([\s\S]*))?$/.exec(word) ?? [];
    // The value may be a secret: it is not repeated.
    if (!isValid('variable', name)) return `--build-arg takes NAME=VALUE, and ${JSON.stringify(name)} is no NAME`;
    const own = value ?? process.env[name];
    if (own === undefined) return `--build-arg ${name} has no value, and the environment has no ${name} either`;
    values[name] = own;
  }
  return values;
}

function secretsOf(words: readonly string[]): NonNullable<Answers['secrets']> | string {
  const secrets: Record<string, { readonly env: string } | { readonly file: string }> = {};
  for (const word of words) {
    const parts = new Map(
      word.split(',').map((part) => {
        const [, key = part, value = ''] = /^([^=]*)=([\s\S]*)$/.exec(part) ?? [];
        return [key, value] as const;
      }),
    );
    const [id, env, file] = [parts.get('id'), parts.get('env'), parts.get('src') ?? parts.get('source')];
    if (id === undefined || id === '') return '--secret takes id=ID,env=NAME or id=ID,src=FILE, and there is no id';
    if ((env === undefined) === (file === undefined)) return `--secret id=${id} takes either env=NAME or src=FILE`;
    if (env !== undefined && process.env[env] === undefined) return `--secret id=${id}: the environment has no ${env}`;
    if (file !== undefined && !isFile(at(file))) return `--secret id=${id}: \`${file}\` is no file`;
    secrets[id] = env === undefined ? { file: at(file ?? '') } : { env };
  }
  return secrets;
}

function at(path: string): string {
  return (isAbsolute(path) ? path : resolve(path)).replaceAll('\\', '/').replace(/(?<=.)\/+$/, '');
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
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
