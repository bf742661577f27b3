/**
 * Docker's words as data. Source, unless a table names another: the Dockerfile reference
 * (https://docs.docker.com/reference/dockerfile/), read 2026-11.
 */
export const vocabularyDate = '2026-11';

export const keywords = [
  'ADD',
  'ARG',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'FROM',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'ONBUILD',
  'RUN',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
] as const;
export type Keyword = (typeof keywords)[number];

export interface FlagDefinition {
  /** `boolean`: may stand alone or as `=true`; `required`: needs `=value`. */
  readonly value: 'boolean' | 'required';
  /** May be given more than once. */
  readonly repeatable?: boolean;
  /** Needs BuildKit, and so a `# syntax=` line where the builder may be old. */
  readonly buildkit?: boolean;
  readonly doc: string;
}

type FlagTable = Readonly<Record<string, FlagDefinition>>;

export const flags: Readonly<Partial<Record<Keyword, FlagTable>>> = {
  FROM: { platform: { value: 'required', doc: 'Platform of the image, where it exists for several: `linux/amd64`, `$BUILDPLATFORM`.' } },
  RUN: {
    mount: {
      value: 'required',
      repeatable: true,
      buildkit: true,
      doc: 'Mounts a cache, a secret, an SSH agent, a tmpfs or files for this command alone; nothing of it lands in the layer.',
    },
    network: { value: 'required', buildkit: true, doc: 'Network of the command: `default`, `none` or `host`.' },
    security: {
      value: 'required',
      buildkit: true,
      doc: '`insecure` runs the command without a sandbox, and only where the builder allows it.',
    },
    device: { value: 'required', repeatable: true, buildkit: true, doc: 'A CDI device for the command.' },
  },
  COPY: {
    from: { value: 'required', doc: 'A stage, an image or a named context to copy from, instead of the build context.' },
    chown: { value: 'required', doc: 'Owner of the copies; without it they belong to root, whatever USER says.' },
    chmod: { value: 'required', buildkit: true, doc: 'Permissions of the copies.' },
    link: { value: 'boolean', buildkit: true, doc: 'A layer of its own that does not depend on what lies below.' },
    parents: { value: 'boolean', buildkit: true, doc: 'Keeps the folders of the sources.' },
    exclude: { value: 'required', repeatable: true, buildkit: true, doc: 'Leaves out what the pattern matches.' },
  },
  ADD: {
    'keep-git-dir': { value: 'boolean', buildkit: true, doc: 'Keeps `.git` of a repository that is added.' },
    checksum: { value: 'required', buildkit: true, doc: 'Digest that the download must have.' },
    chown: { value: 'required', doc: 'Owner of the files; without it they belong to root.' },
    chmod: { value: 'required', buildkit: true, doc: 'Permissions of the files.' },
    link: { value: 'boolean', buildkit: true, doc: 'A layer of its own that does not depend on what lies below.' },
    exclude: { value: 'required', repeatable: true, buildkit: true, doc: 'Leaves out what the pattern matches.' },
    unpack: { value: 'boolean', buildkit: true, doc: 'Whether an archive is unpacked; downloads are not, unless asked.' },
  },
  HEALTHCHECK: {
    interval: { value: 'required', doc: 'Time between two checks; 30s when absent.' },
    timeout: { value: 'required', doc: 'A check that takes longer has failed; 30s when absent.' },
    'start-period': { value: 'required', doc: 'Time after the start in which failures do not count; 0s when absent.' },
    'start-interval': { value: 'required', doc: 'Time between checks during the start period; 5s when absent.' },
    retries: { value: 'required', doc: 'Failures in a row that make the container unhealthy; 3 when absent.' },
  },
};

/** Keys of `RUN --mount=type=…`: https://docs.docker.com/reference/dockerfile/#run---mount. */
export const mountTypes: Readonly<Record<string, readonly string[]>> = {
  bind: ['target', 'dst', 'destination', 'source', 'src', 'from', 'rw', 'readwrite', 'ro', 'readonly'],
  cache: [
    'id',
    'target',
    'dst',
    'destination',
    'ro',
    'readonly',
    'rw',
    'readwrite',
    'sharing',
    'from',
    'source',
    'src',
    'mode',
    'uid',
    'gid',
  ],
  tmpfs: ['target', 'dst', 'destination', 'size'],
  secret: ['id', 'target', 'dst', 'destination', 'required', 'mode', 'uid', 'gid', 'env', 'source', 'src'],
  ssh: ['id', 'target', 'dst', 'destination', 'required', 'mode', 'uid', 'gid'],
};

/** BuildKit's own checks, by which `# check=skip=` names them: https://docs.docker.com/reference/build-checks/. */
export const buildChecks = [
  'StageNameCasing',
  'FromAsCasing',
  'NoEmptyContinuation',
  'ConsistentInstructionCasing',
  'DuplicateStageName',
  'ReservedStageName',
  'JSONArgsRecommended',
  'MaintainerDeprecated',
  'UndefinedArgInFrom',
  'WorkdirRelativePath',
  'UndefinedVar',
  'MultipleInstructionsDisallowed',
  'LegacyKeyValueFormat',
  'RedundantTargetPlatform',
  'SecretsUsedInArgOrEnv',
  'InvalidDefaultArgInFrom',
  'FromPlatformFlagConstDisallowed',
  'CopyIgnoredFile',
  'InvalidDefinitionDescription',
  'ExposeProtoCasing',
  'ExposeInvalidFormat',
  'InvalidBaseImagePlatform',
] as const;

export const directiveNames = ['syntax', 'escape', 'check'] as const;
export const reservedStageNames: ReadonlySet<string> = new Set(['scratch', 'context']);

/** Set without ARG in every RUN: https://docs.docker.com/reference/dockerfile/#predefined-args. */
export const predefinedArguments: ReadonlySet<string> = new Set(
  ['HTTP_PROXY', 'HTTPS_PROXY', 'FTP_PROXY', 'NO_PROXY', 'ALL_PROXY'].flatMap((name) => [name, name.toLowerCase()]),
);

/** Known to FROM without a declaration: https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope. */
export const platformArguments: ReadonlySet<string> = new Set([
  'TARGETPLATFORM',
  'TARGETOS',
  'TARGETARCH',
  'TARGETVARIANT',
  'BUILDPLATFORM',
  'BUILDOS',
  'BUILDARCH',
  'BUILDVARIANT',
  'TARGETOSVERSION',
  'BUILDOSVERSION',
  'TARGETSTAGE',
]);

/** Linux signals, without SIG: https://man7.org/linux/man-pages/man7/signal.7.html. */
export const signals: ReadonlySet<string> = new Set(
  'HUP INT QUIT ILL TRAP ABRT IOT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO POLL PWR SYS UNUSED RTMIN RTMAX'.split(
    ' ',
  ),
);

/** Archives that ADD unpacks by their content; by their names these: https://docs.docker.com/reference/dockerfile/#adding-local-tar-archives. */
export const archivePattern = /\.(?:tar|tar\.gz|tgz|tar\.bz2|tbz2?|tar\.xz|txz|tar\.zst|tzst|gz|bz2|xz|lzma|tar\.lzma|tlz)$/i;
/** Archives that the tools in a RUN unpack, zip among them. */
export const unpackable = /\.(?:tar|tar\.\w+|tgz|tbz2?|txz|tzst|tlz|gz|bz2|xz|zst|lzma|Z|tZ)$/i;

/** `${name:-x}` and its like: https://docs.docker.com/reference/dockerfile/#environment-replacement. */
export const variableModifiers: ReadonlySet<string> = new Set([':-', '-', ':+', '+', ':?', '?', '#', '##', '%', '%%', '/', '//']);

/** The nearest of `candidates` when it is near enough to be meant; distance by inserted, deleted, replaced and swapped letters. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  const wanted = word.toLowerCase();
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Distance of two words, or `limit` where it is no less. */
function editDistance(first: string, second: string, limit: number): number {
  if (Math.abs(first.length - second.length) >= limit) return limit;
  // What both begin and end with changes nothing.
  const shorter = Math.min(first.length, second.length);
  let start = 0;
  while (start < shorter && first.charCodeAt(start) === second.charCodeAt(start)) start++;
  let end = 0;
  while (end < shorter - start && first.charCodeAt(first.length - 1 - end) === second.charCodeAt(second.length - 1 - end)) end++;
  const a = first.slice(start, first.length - end);
  const b = second.slice(start, second.length - end);
  if (a === '' || b === '') return Math.min(a.length + b.length, limit);
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  let leastBefore = 0;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, (before[j - 2] ?? 0) + 1);
      row.push(value);
      if (value < least) least = value;
    }
    // What follows is built on this row and on the one before it.
    if (least >= limit && leastBefore >= limit) return limit;
    before = previous;
    previous = row;
    leastBefore = least;
  }
  return previous[b.length] ?? limit;
}
