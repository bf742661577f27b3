import { faultIn, type Checked } from '../checked.js';
import { done, failed, unexplained, type Failure, type Outcome, type ToolCommand, type ToolOutput } from '../tool.js';

/** Which cluster a command goes to. The context is pinned: the user's current one never counts and is never changed. */
export interface Access {
  readonly context: string;
  /** That of the context when absent. */
  readonly namespace?: string;
  /** For each request to the API server; 20 when absent. */
  readonly requestSeconds?: number;
}

export interface Words<T> {
  /** Sub-command and its options. */
  readonly words: readonly string[];
  /** What a user or a file named; goes behind `--`. */
  readonly names?: readonly string[];
  readonly fault?: Failure | undefined;
  readonly input?: string;
  /** A request that lasts as long as the command: a watch, a stream. */
  readonly isLong?: boolean;
  readonly isEndless?: true;
  /** Of the whole command. */
  readonly timeoutMs?: number;
  readonly parse: (output: ToolOutput) => Outcome<T>;
}

/** A kubectl command with what every one of them has. */
export function kubectl<T>({ context, namespace, requestSeconds = 20 }: Access, words: Words<T>): Checked<T> {
  const { names = [], fault, input, isLong = false, isEndless, timeoutMs, parse } = words;
  const wrong = fault ?? faultIn(['context', context], ['label', namespace]);
  if (wrong !== undefined) return failed(wrong);
  const command: ToolCommand<T> = {
    program: 'kubectl',
    kubeContext: context,
    args: [
      ...words.words,
      `--context=${context}`,
      ...(namespace === undefined ? [] : [`--namespace=${namespace}`]),
      // A stream would be cut by it.
      `--request-timeout=${isLong ? '0' : `${requestSeconds}s`}`,
      ...(names.length === 0 ? [] : ['--', ...names]),
    ],
    ...(input === undefined ? {} : { input }),
    ...(isEndless === undefined ? {} : { isEndless }),
    // Discovery alone is several requests, each repeated when it fails.
    ...(timeoutMs === undefined ? (isLong ? {} : { timeoutMs: (requestSeconds * 3 + 15) * 1000 }) : { timeoutMs }),
    parse,
  };
  return done(command);
}

type Reading = readonly [code: string, pattern: RegExp, message: string, remedy?: string];

/** The same on every command. kubectl's advice to turn validation off is not passed on: validation is not what failed. */
const readings: readonly Reading[] = [
  [
    'context-missing',
    /(?:context|cluster) "[^"]*" does not exist|no context exists with the name|cannot locate context |context was not found/,
    'The kubeconfig has no such context.',
    'Choose another context',
  ],
  [
    'credentials-failed',
    /getting credentials: |exec plugin|executable \S+ not found|no Auth Provider found|error reading input for |^Please enter (?:Username|Password)/m,
    'The kubeconfig gives no way to log in that works: the program that it names failed, or there is none.',
    'Run `kubectl get namespaces` in a terminal to log in',
  ],
  [
    'cluster-certificate',
    /x509: |tls: failed to verify|certificate signed by unknown authority/,
    'The cluster shows another certificate than the kubeconfig expects: it was created anew, or something else answers there.',
    'Update the kubeconfig: `k3d kubeconfig merge NAME --kubeconfig-merge-default`',
  ],
  [
    'cluster-unreachable',
    /connection refused|was refused - did you specify|no such host|i\/o timeout|Unable to connect to the server|context deadline exceeded|Client\.Timeout|TLS handshake timeout|network is unreachable|no route to host|connection reset|http: server gave HTTP response|: EOF$/m,
    'The cluster does not answer: it is stopped, or its address cannot be reached from here.',
    'Start the cluster',
  ],
  [
    'cluster-unauthorized',
    /You must be logged in to the server|\bUnauthorized\b/,
    'The cluster does not accept these credentials.',
    'Update the kubeconfig, or log in again',
  ],
  [
    'cluster-not-ready',
    /\(ServiceUnavailable\)|currently unable to handle the request|apiserver not ready/,
    'The cluster is not ready yet.',
    'Wait until the cluster has started',
  ],
];

/** Why no command could work just now; undefined when that is not the matter. */
export function accessFailure(text: string): Failure | undefined {
  for (const [code, pattern, message, remedy] of readings)
    if (pattern.test(text)) return { code, message, detail: withoutNoise(text), ...(remedy === undefined ? {} : { remedy }) };
  return undefined;
}

/** The failure of a run. */
export function kubectlFailure(args: readonly string[], output: ToolOutput): Failure {
  const stderr = withoutNoise(output.stderr);
  const known = accessFailure(output.stderr);
  if (known !== undefined) return known;
  if (/\(Forbidden\)/.test(stderr))
    return { code: 'cluster-forbidden', message: `The cluster does not allow this: ${firstOf(stderr)}`, detail: stderr };
  if (/\(NotFound\)/.test(stderr)) return { code: 'not-found', message: firstOf(stderr), detail: stderr };
  return unexplained({ program: 'kubectl', args }, { ...output, stderr });
}

function firstOf(stderr: string): string {
  return (stderr.split('\n')[0] ?? '').replace(/^(?:error: )?(?:[Ee]rror from server \(\w+\): )?/, '');
}

/** Without what klog writes for developers: `E1120 18:27:37.1 12 memcache.go:265] …`. */
export function withoutNoise(stderr: string): string {
  return stderr
    .split('\n')
    .filter((line) => !/^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d+ +\d+ \S+\.go:\d+\] /.test(line))
    .join('\n')
    .trim();
}
