import { delimiter, resolve } from 'node:path';
import type { Program } from './tool.js';

/** Variables that would change what a program says or does behind our back; see each for what it does. */
const dropped: readonly string[] = [
  // k3d: debug lines among the JSON.
  'LOG_LEVEL',
  'LOG_TIMESTAMPS',
  // kubectl diff: another program runs.
  'KUBECTL_EXTERNAL_DIFF',
  // docker: another builder, another progress format, an answer that stays in the cache.
  'DOCKER_BUILDKIT',
  'BUILDX_BUILDER',
  'BUILDKIT_PROGRESS',
  'BUILDX_METADATA_PROVENANCE',
  'BUILDX_METADATA_WARNINGS',
  'DOCKER_DEFAULT_PLATFORM',
  // git: another repository than that of the folder.
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_COMMON_DIR',
  'GIT_OBJECT_DIRECTORY',
  // Node programs that start us hand these on.
  'NODE_OPTIONS',
  'ELECTRON_RUN_AS_NODE',
  'VSCODE_IPC_HOOK_CLI',
];

const perProgram: Readonly<Partial<Record<Program, Readonly<Record<string, string>>>>> = {
  k3d: { LOG_LEVEL: 'info', LOG_COLORS: 'false' },
  // Objects that a partial clone lacks would be fetched, by programs that the repository names.
  git: { GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none', LC_ALL: 'C' },
  // Colours in text that is read by us, hints for people at a terminal.
  docker: { NO_COLOR: '1', DOCKER_CLI_HINTS: 'false', BUILDX_NO_DEFAULT_ATTESTATIONS: '1' },
  podman: { NO_COLOR: '1' },
  // The user's own defaults for options (kuberc) are for what the user types: one of them makes every `delete` ask.
  kubectl: { NO_COLOR: '1', KUBERC: 'off' },
  helm: { NO_COLOR: '1' },
};

/** Paths that may be relative to where the user stands; programs run elsewhere. */
const paths: readonly string[] = ['KUBECONFIG', 'DOCKER_CONFIG', 'DOCKER_CERT_PATH'];

function absolute(value: string): string {
  return value
    .split(delimiter)
    .map((path) => (path === '' ? path : resolve(path)))
    .join(delimiter);
}

/** The user's environment without what surprises, with what a program needs to be read by us. */
export function cleanEnvironment(
  program: Program,
  base: Readonly<Record<string, string | undefined>>,
  extra: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(base)) {
    if (value === undefined || dropped.includes(name.toUpperCase())) continue;
    env[name] = paths.includes(name.toUpperCase()) ? absolute(value) : value;
  }
  return { ...env, ...perProgram[program], ...(program === 'kubectl' ? pastProxy(env) : {}), ...extra };
}

/** A proxy is another machine's: it would take k3d's own address, `0.0.0.0`, for itself. Loopback goes past it anyway. */
function pastProxy(env: Readonly<Record<string, string>>): Record<string, string> {
  const own = Object.entries(env).filter(([name, value]) => name.toUpperCase() === 'NO_PROXY' && value !== '');
  const hasProxy = Object.keys(env).some((name) => /^https?_proxy$/i.test(name));
  const hosts = ['0.0.0.0', 'host.docker.internal'];
  if (!hasProxy) return {};
  // Programs in Go read the one in capitals first.
  return own.length === 0
    ? { NO_PROXY: hosts.join(',') }
    : Object.fromEntries(own.map(([name, value]) => [name, [value, ...hosts].join(',')]));
}
