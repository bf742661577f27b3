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
  // Node programs that start us hand these on.
  'NODE_OPTIONS',
  'ELECTRON_RUN_AS_NODE',
  'VSCODE_IPC_HOOK_CLI',
];

const perProgram: Readonly<Partial<Record<Program, Readonly<Record<string, string>>>>> = {
  k3d: { LOG_LEVEL: 'info', LOG_COLORS: 'false' },
  git: { GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
  // Colours in text that is read by us, hints for people at a terminal.
  docker: { NO_COLOR: '1', DOCKER_CLI_HINTS: 'false', BUILDX_NO_DEFAULT_ATTESTATIONS: '1' },
  podman: { NO_COLOR: '1' },
  kubectl: { NO_COLOR: '1' },
  helm: { NO_COLOR: '1' },
};

/** The user's environment without what surprises, with what a program needs to be read by us. */
export function cleanEnvironment(
  program: Program,
  base: Readonly<Record<string, string | undefined>>,
  extra: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(base)) if (value !== undefined && !dropped.includes(name.toUpperCase())) env[name] = value;
  return { ...env, ...perProgram[program], ...extra };
}
