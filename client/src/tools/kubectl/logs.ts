import { faultIn, type Checked } from '../checked.js';
import { done, failed } from '../tool.js';
import { kubectl, kubectlFailure, withoutNoise, type Access } from './access.js';
import { selectorFault, selectorOf } from './objects.js';

export interface LogRequest {
  readonly pod: string;
  readonly container: string;
  /** Of the run before the last restart. */
  readonly previous?: boolean;
  /** Last lines; 200 when absent. */
  readonly lines?: number;
}

/** What a container wrote; null when it has not run (or has no run before). */
export function logs(access: Access, { pod, container, previous = false, lines = 200 }: LogRequest): Checked<string | null> {
  const words = ['logs', `--container=${container}`, `--tail=${Math.max(1, Math.round(lines))}`, ...(previous ? ['--previous'] : [])];
  return kubectl(access, {
    words,
    names: [pod],
    fault: faultIn(['subdomain', pod], ['label', container]),
    parse: (output) => {
      if (output.code === 0) return done(output.stdout);
      const said = withoutNoise(output.stderr);
      if (/waiting to start|previous terminated container .* not found|is not available|ContainerCreating|PodInitializing/.test(said))
        return done(null);
      return failed(kubectlFailure(words, output));
    },
  });
}

export type LogSource = { readonly pod: string; readonly container?: string } | { readonly labels: Readonly<Record<string, string>> };

/** Logs of one pod or of all with the labels, each line behind `[pod/NAME/CONTAINER]`, until cancelled. */
export function followLogs(access: Access, source: LogSource, lines = 20): Checked<undefined> {
  const [pod, container] = 'pod' in source ? [source.pod, source.container] : [];
  const selector = 'labels' in source ? selectorOf(source.labels) : undefined;
  const words = [
    'logs',
    '--follow',
    '--prefix',
    `--tail=${Math.max(0, Math.round(lines))}`,
    // One container that has not started would end them all.
    '--ignore-errors',
    // The default of five ends the command when there are more containers.
    '--max-log-requests=20',
    ...(container === undefined ? ['--all-containers'] : [`--container=${container}`]),
    ...(selector === undefined ? [] : [`--selector=${selector}`]),
  ];
  return kubectl(access, {
    words,
    names: pod === undefined ? [] : [pod],
    fault: faultIn(['subdomain', pod], ['label', container]) ?? (selector === undefined ? undefined : selectorFault(selector)),
    isLong: true,
    isEndless: true,
    parse: (output) => (output.code === 0 ? done(undefined) : failed(kubectlFailure(words, output))),
  });
}

export interface PrefixedLine {
  readonly pod: string;
  readonly container: string;
  readonly text: string;
}

export function readPrefixedLine(line: string): PrefixedLine | undefined {
  const [, pod, container, text] = /^\[pod\/([^/\]]+)\/([^\]]+)\] ?(.*)$/s.exec(line) ?? [];
  return pod === undefined || container === undefined ? undefined : { pod, container, text: text ?? '' };
}
