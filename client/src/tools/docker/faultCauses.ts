export type BuildFaultKind =
  | 'command-failed'
  | 'source-missing'
  | 'syntax'
  | 'base-missing'
  | 'stage-looked-up'
  | 'target-missing'
  | 'secret-missing'
  | 'dockerfile-missing'
  | 'dockerfile-empty'
  | 'context-missing'
  | 'build-check'
  | 'platform'
  | 'daemon-down'
  | 'daemon-forbidden'
  | 'disk-full'
  | 'out-of-memory'
  | 'network'
  | 'builder'
  | 'unknown';

/** What a builder's error means. */
export interface Cause {
  readonly kind: BuildFaultKind;
  readonly message: string;
  readonly remedy?: string;
  readonly subject?: string;
  readonly exitCode?: number;
  /** From 0. */
  readonly line?: number;
}

type Reader = readonly [RegExp, (match: readonly string[]) => Cause];

/**
 * What builders say, the most special first. Texts of BuildKit, of the legacy builder and of Buildah: inner-loop notes 3.2 and 3.3,
 * https://github.com/moby/buildkit/tree/master/frontend/dockerfile, https://github.com/containers/buildah.
 */
const readers: readonly Reader[] = [
  [
    /no space left on device|not enough space on the disk|disk quota exceeded/i,
    () => ({ kind: 'disk-full', message: 'The disk is full.' }),
  ],
  [
    /permission denied while trying to connect|docker\.sock: connect: permission denied/i,
    () => ({ kind: 'daemon-forbidden', message: 'The builder may not be talked to.' }),
  ],
  [
    /Cannot connect to the Docker daemon|Is the docker daemon running|error during connect|unable to connect to Podman|failed to connect to the docker API|\bUnavailable(?:: | desc = )(?:error reading from server|connection error|transport is closing|closing transport)/i,
    () => ({ kind: 'daemon-down', message: 'The builder does not answer.' }),
  ],
  [
    /BuildKit is enabled but the buildx component is missing|unknown flag: --(?:progress|load|secret)|unknown shorthand flag/,
    () => ({
      kind: 'builder',
      message: 'Docker has no BuildKit here: its buildx plugin is missing or broken.',
      remedy: 'Install the buildx plugin: https://docs.docker.com/build/install-buildx/',
    }),
  ],
  [
    /dockerfile parse error (?:on )?line (\d+): ([^\n]*)/i,
    ([, line = '1', said = '']) => ({ kind: 'syntax', message: `The Dockerfile cannot be read: ${said}.`, line: Number(line) - 1 }),
  ],
  [
    /building at STEP "[^"]*": Build error: Unknown instruction: "([^"]+)"/,
    ([, word = '']) => ({ kind: 'syntax', message: `The Dockerfile cannot be read: \`${word}\` is no instruction.`, subject: word }),
  ],
  [
    /(?:the Dockerfile .*cannot be empty|file with no instructions)/i,
    () => ({ kind: 'dockerfile-empty', message: 'The Dockerfile has no instruction.' }),
  ],
  [
    /target stage "?([^"\s]+)"? could not be found|failed to reach build target (\S+) in Dockerfile|no stage found with name "?([^"\s]+)|(?:the )?target "([^"]+)" was not found/i,
    ([, ...names]) => {
      const name = names.find((text) => text !== undefined && text !== '') ?? '';
      return { kind: 'target-missing', message: `The Dockerfile has no stage \`${name}\`.`, subject: name };
    },
  ],
  [
    /secret (\S+?)(?:: not found| not found: )|(?:required secret|secret) "?([^"\s:]+)"? (?:not found|was required but not found)|no secret with id ([^\s"]+)/i,
    ([, ...names]) => {
      const name = names.find((text) => text !== undefined && text !== '') ?? '';
      return {
        kind: 'secret-missing',
        message: `This instruction needs the build secret \`${name}\`, which was not given.`,
        subject: name,
      };
    },
  ],
  [
    /failed to read dockerfile|^Error: stat \S[^\n]*: no such file or directory|failed to build: resolve ?: lstat |unable to evaluate symlinks in Dockerfile path|(?:the specified )?(?:Containerfile|Dockerfile)[^\n]* (?:does not exist|not found)/i,
    () => ({ kind: 'dockerfile-missing', message: 'The Dockerfile does not exist or cannot be read.' }),
  ],
  [
    /unable to prepare context: path "([^"]+)" not found|error reading build context|failed to solve: failed to read (?:dockerignore|context)/i,
    ([, path]) => ({ kind: 'context-missing', message: `The build context ${path === undefined ? '' : `\`${path}\` `}cannot be read.` }),
  ],
  [
    /lint violation found for rules?: ([^\n]+)/,
    ([, rules = '']) => ({ kind: 'build-check', message: `BuildKit's checks were told to fail the build: ${rules}.` }),
  ],
  [
    /failed to calculate checksum of ref \S+: "([^"]+)": not found|failed to compute cache key: [^\n]*"([^"]+)": not found|failed to compute cache key: "([^"]+)" not found|(?:COPY|ADD) failed: (?:file not found in build context or excluded by \.dockerignore: )?stat ([^\n:]+): [^\n]*|copier: stat: "([^"]+)": no such file|no items matching glob "([^"]+)"/,
    ([, ...paths]) => {
      const path = paths.find((text) => text !== undefined && text !== '') ?? '';
      return {
        kind: 'source-missing',
        message: `\`${path}\` is not in the build context, or \`.dockerignore\` leaves it out.`,
        subject: path,
      };
    },
  ],
  [
    /(?:^|\s)(?:failed to solve: )?(\S+): failed to resolve source metadata for (\S+): ([\s\S]*)|load metadata for (\S+):\n[\s\S]*^ERROR: ([\s\S]*)/m,
    ([, written, resolved = '', said = '', old = '', oldSaid = '']) => baseMissing(written, resolved + old, said + oldSaid),
  ],
  [
    /no match for platform in manifest|image with reference \S+ was found but (?:its platform|does not match the specified platform)|exec format error/i,
    () => ({
      kind: 'platform',
      message: 'An image or program in this build is of another machine architecture than the build.',
      remedy: 'Build for the platform of the base image, or install QEMU: https://docs.docker.com/build/building/multi-platform/#qemu',
    }),
  ],
  [
    /short-name "([^"]+)" did not resolve to an alias and no unqualified-search registries/,
    ([, name = '']) => ({
      kind: 'base-missing',
      message: `Podman was not told which registry \`${name}\` comes from, and no stage above has this name.`,
      remedy: `Write the whole name: \`docker.io/library/${name}\``,
      subject: name,
    }),
  ],
  [
    /(?:pull access denied for|manifest for|repository) ([^\s,]+)[\s\S]*|(?:initializing source docker:\/\/|short-name )"?([^\s":]+(?::[\w.-]+)?)[\s\S]*/,
    ([said = '', ...names]) => baseMissing(undefined, names.find((text) => text !== undefined && text !== '') ?? '', said),
  ],
  [
    /(?:process "|executor failed running \[)([\s\S]*?)(?:" did not complete successfully|\]): (?:exit code: (\d+)|([^\n]*))|The command '([\s\S]*?)' returned a non-zero code: (\d+)|building at STEP "([\s\S]*?)": [^\n]*?exit status (\d+)/,
    ([, , kitCode, said, , oldCode, , podCode]) => {
      const code = kitCode ?? oldCode ?? podCode;
      if (code === undefined)
        return { kind: 'command-failed', message: `The command of this instruction could not be run: ${said ?? ''}.` };
      if (code === '137' || /cannot allocate memory|signal: killed/.test(said ?? ''))
        return {
          kind: 'out-of-memory',
          message: 'The command of this instruction was killed (137), most often for want of memory.',
          exitCode: 137,
        };
      return { kind: 'command-failed', message: `The command of this instruction ended with ${code}.`, exitCode: Number(code) };
    },
  ],
  [
    /dial tcp|i\/o timeout|TLS handshake timeout|no such host|connection refused|x509: /i,
    () => ({ kind: 'network', message: 'The network, or a registry in it, did not answer during the build.' }),
  ],
];

/** An image that a FROM or `COPY --from` names. `written` is the file's own word, where the builder repeats it. */
function baseMissing(written: string | undefined, resolved: string, said: string): Cause {
  const library = /^(?:docker\.io\/library\/)?([a-z0-9._-]+?)(?::latest)?$/.exec(resolved)?.[1];
  const name = written ?? library ?? resolved;
  const isUnreached = /dial tcp|no such host|i\/o timeout|handshake timeout|connection refused|deadline exceeded|server misbehaving/i.test(
    said,
  );
  if (isUnreached)
    return {
      kind: 'network',
      message: `The image \`${name}\` could not be had, because its registry does not answer.`,
      ...(library === name ? { remedy: `Check the network; if \`${name}\` is meant as a stage, no stage above has this name` } : {}),
      subject: name,
    };
  // A word without registry, slash or tag is what a misspelled stage looks like.
  if (library === name)
    return {
      kind: 'stage-looked-up',
      message: `\`${name}\` is no stage above this line, so it was looked up as an image, and there is none of this name.`,
      subject: name,
    };
  return {
    kind: 'base-missing',
    message: `The image \`${name}\` could not be had: it does not exist, or its registry wants a login.`,
    subject: name,
  };
}

/** The meaning of a builder's error. `output` is what the failed command wrote, `whole` all of standard error. */
export function causeOf(error: string, output: readonly string[], whole: string): Cause {
  // Old engines name the image above the error alone.
  const vertex = /^ > \[internal\] load metadata for \S+:$/m.exec(whole)?.[0];
  const text = vertex === undefined ? error : `${vertex}\n${error}`;
  for (const [pattern, read] of readers) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const cause = read(match);
    // Podman gives the exit code of what was to start the container as that of the command.
    const unstarted = output.map((line) => /^error running container: (.+?):?$/.exec(line)?.[1]).find((said) => said !== undefined);
    if (cause.kind === 'command-failed' && unstarted !== undefined)
      return { kind: 'command-failed', message: `The command of this instruction could not be run: ${unstarted}.` };
    // A command that failed because the disk is full says so in its own output.
    if (cause.kind === 'command-failed' && output.some((line) => /no space left on device/i.test(line)))
      return { ...cause, kind: 'disk-full', message: 'The disk is full.' };
    return cause;
  }
  const said = error
    .replace(
      /^(?:ERROR|Error):? (?:failed to build: )?(?:failed to solve: )?(?:rpc error: code = \w+ desc = )?(?:failed to solve with frontend \S+: )?(?:failed to create LLB definition: )?/,
      '',
    )
    .trim();
  return { kind: 'unknown', message: said === '' ? 'The build failed without a word.' : `The build failed: ${said.split('\n')[0]}` };
}
