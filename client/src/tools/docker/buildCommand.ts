import { isAbsolute } from 'node:path';
import { checked, faultIn, hasNul, plain, refusal, type Checked } from '../checked.js';
import { looksSecret } from '../redact.js';
import { done, failed, type Failure } from '../tool.js';
import { readBuildFault, type BuildFault } from './buildFault.js';
import type { Engine } from './engine.js';
import { readWarnings, type BuildWarning } from './warnings.js';

/** Who builds: BuildKit through buildx, Docker's builder from before it, or Podman. */
export type Builder = 'buildx' | 'legacy' | 'podman';

export interface BuildRequest {
  readonly builder: Builder;
  /** Absolute. */
  readonly dockerfile: string;
  /** Absolute folder. */
  readonly context: string;
  /** `repository:tag`. */
  readonly reference: string;
  readonly target?: string;
  /** `linux/arm64`; the machine's own when absent. */
  readonly platform?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly secrets?: readonly BuildSecret[];
  /** Absolute path of a file that the image's id is written to. */
  readonly idFile?: string;
  /** Look for newer base images. */
  readonly pulls?: boolean;
  readonly withoutCache?: boolean;
}

/** `value` goes into the variable `env` for this build alone; without it the variable is the user's own. */
export type BuildSecret =
  | { readonly id: string; readonly env: string; readonly value?: string }
  | { readonly id: string; readonly file: string };

export type BuildEnd =
  | { readonly isBuilt: true; readonly warnings: readonly BuildWarning[] }
  | { readonly isBuilt: false; readonly fault: BuildFault; readonly warnings: readonly BuildWarning[] };

/** The program that a builder is part of. */
export function engineOf(builder: Builder): Engine {
  return builder === 'podman' ? 'podman' : 'docker';
}

/** A build. Its progress is read from the lines (`progress.ts`); Docker's refusal of the Dockerfile is a value, not a failure. */
export function build(request: BuildRequest): Checked<BuildEnd> {
  const { builder, buildArgs = {}, secrets = [] } = request;
  const program = engineOf(builder);
  const given = argumentWords(buildArgs);
  const env: Record<string, string> = { ...given.env };
  for (const secret of secrets) if ('env' in secret && secret.value !== undefined) env[secret.env] = secret.value;
  // The legacy builder is what runs without the plugin, and what this variable asks for where there is one.
  if (builder === 'legacy') env['DOCKER_BUILDKIT'] = '0';
  const args = [
    'build',
    // Another builder than Docker's own keeps its result to itself without `--load`.
    ...(builder === 'buildx' ? ['--load', '--progress=plain'] : []),
    // The container of a step that failed would stay.
    ...(builder === 'legacy' ? ['--force-rm'] : []),
    '--file',
    request.dockerfile,
    '--tag',
    request.reference,
    ...(request.target === undefined ? [] : ['--target', request.target]),
    ...(request.platform === undefined ? [] : ['--platform', request.platform]),
    ...(request.pulls === true ? ['--pull'] : []),
    ...(request.withoutCache === true ? ['--no-cache'] : []),
    ...given.words,
    ...secrets.flatMap((secret) => ['--secret', secretWord(secret)]),
    ...(request.idFile === undefined ? [] : ['--iidfile', request.idFile]),
    '--',
    request.context,
  ];
  return checked(faultOf(request), {
    program,
    args,
    env,
    secrets: [
      ...Object.entries(buildArgs).flatMap(([name, value]) => (looksSecret(name) ? [value] : [])),
      ...secrets.flatMap((secret) => ('value' in secret && secret.value !== undefined ? [secret.value] : [])),
    ],
    parse: ({ code, stdout, stderr }) => {
      const warnings = readWarnings(stderr);
      if (code === 0) return done({ isBuilt: true, warnings });
      // 130: somebody else's Ctrl+C; the runner tells of its own before it comes here.
      if (code === 130) return failed({ code: 'cancelled', message: `\`${program} build\` was cancelled.` });
      return done({ isBuilt: false, warnings, fault: readBuildFault(builder, { code, stdout, stderr }) });
    },
  });
}

/** Variables that the program itself, or the system's loader, reads: a build argument of such a name goes as a word. */
const read =
  /^(?:PATH|HOME|TMPDIR|TEMP|TMP|XDG_.*|LD_.*|DYLD_.*|DOCKER_.*|BUILDX_.*|BUILDKIT_.*|COMPOSE_.*|CONTAINERS?_.*|STORAGE_(?:DRIVER|OPTS)|REGISTRY_AUTH_FILE|PODMAN_.*|BUILDAH_.*|GO(?:DEBUG|MAXPROCS|GC|TRACEBACK|MEMLIMIT|COVERDIR)|SSH_AUTH_SOCK|OTEL_.*|NO_COLOR|CLICOLOR.*|TERM|SYSTEMROOT|USERPROFILE|APPDATA|(?:HTTPS?|FTP|ALL|NO)_PROXY)$/i;

/** Values go through the environment, where `ps` and our own log do not show them. */
function argumentWords(buildArgs: Readonly<Record<string, string>>): { words: string[]; env: Record<string, string> } {
  const words: string[] = [];
  const env: Record<string, string> = {};
  // Windows knows `version` and `VERSION` as one variable.
  const taken = new Set<string>();
  for (const [name, value] of Object.entries(buildArgs)) {
    const isFree = !read.test(name) && !taken.has(name.toUpperCase());
    taken.add(name.toUpperCase());
    words.push('--build-arg', isFree ? name : `${name}=${value}`);
    if (isFree) env[name] = value;
  }
  return { words, env };
}

/** One line of CSV, as the builders read it: a field with a comma or quote is quoted. */
function secretWord(secret: BuildSecret): string {
  const field = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [`id=${secret.id}`, 'env' in secret ? `env=${secret.env}` : `src=${secret.file}`].map(field).join(',');
}

const secretId = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;

function faultOf(request: BuildRequest): Failure | undefined {
  const { builder, buildArgs = {}, secrets = [] } = request;
  const fault = faultIn(
    ['reference', request.reference],
    ['platform', request.platform],
    // A stage may be named by its number.
    ...(request.target === undefined || /^\d+$/.test(request.target) ? [] : ([['stage', request.target]] as const)),
    ...Object.keys(buildArgs).map((name) => ['variable', name] as const),
    ...secrets.flatMap((secret) => ('env' in secret ? [['variable', secret.env] as const] : [])),
  );
  if (fault !== undefined) return fault;
  for (const path of [request.dockerfile, request.context])
    if (!isAbsolute(path)) return refusal(`\`${plain(path)}\` is no absolute path.`);
  if (request.reference.includes('@')) return refusal(`\`${plain(request.reference)}\` has a digest, and a build makes its own.`);
  for (const secret of secrets) {
    if (!secretId.test(secret.id)) return refusal(`\`${plain(secret.id)}\` is no id of a build secret.`);
    if ('file' in secret && !isAbsolute(secret.file)) return refusal(`\`${plain(secret.file)}\` is no absolute path.`);
    // Podman cuts at every comma.
    if (builder === 'podman' && 'file' in secret && /[",]/.test(secret.file))
      return refusal(`Podman cannot take a secret from \`${plain(secret.file)}\`, because of the comma or quote in its path.`);
    if ('env' in secret && secret.value !== undefined && read.test(secret.env))
      return refusal(`\`${secret.env}\` is read by ${engineOf(builder)} itself, so no secret can be handed over in it.`);
  }
  if (builder === 'legacy' && secrets.length > 0)
    return {
      code: 'needs-buildkit',
      message: 'This Dockerfile wants build secrets, which the legacy builder does not know.',
      remedy: 'Install the buildx plugin: https://docs.docker.com/build/install-buildx/',
    };
  const given = secrets.map((secret) => ('file' in secret ? secret.file : secret.value));
  if (hasNul(request.dockerfile, request.context, request.idFile, ...Object.values(buildArgs), ...given))
    return refusal('A path, secret or build argument holds a NUL character, which no program can be given.');
  return undefined;
}
