import { isAbsolute } from 'node:path';
import { checked, faultIn, hasNul, plain, refusal, type Checked } from '../checked.js';
import { done, failed, unexplained, type Failure, type ToolCommand, type ToolOutput } from '../tool.js';

export interface ChartRequest {
  /** Absolute folder with a `Chart.yaml`. */
  readonly chart: string;
  readonly release: string;
  readonly namespace?: string;
  /** Absolute paths, the later ones win. */
  readonly values?: readonly string[];
}

/** The manifests of a chart. Contacts no cluster. */
export function renderChart({ chart, release, namespace, values = [] }: ChartRequest): Checked<string> {
  const args = [
    'template',
    '--include-crds',
    ...(namespace === undefined ? [] : ['--namespace', namespace]),
    ...values.flatMap((file) => ['--values', quoted(file)]),
    '--',
    release,
    chart,
  ];
  const wrong = [chart, ...values].find((path) => !isAbsolute(path) || hasNul(path));
  const fault =
    wrong === undefined ? faultIn(['label', release], ['label', namespace]) : refusal(`\`${plain(wrong)}\` is no absolute path.`);
  return checked(fault, {
    program: 'helm',
    args,
    timeoutMs: 60_000,
    parse: (output) => (output.code === 0 ? done(output.stdout) : failed(helmFailure(args, output))),
  });
}

/** Helm reads `--values` as a line of CSV. */
function quoted(file: string): string {
  return /[",\n\r]/.test(file) ? `"${file.replaceAll('"', '""')}"` : file;
}

function helmFailure(args: readonly string[], output: ToolOutput): Failure {
  const said = output.stderr.trim();
  if (/missing in charts\/ directory|helm dependency (?:build|update)/.test(said))
    return {
      code: 'chart-dependencies',
      message: 'The chart needs other charts that were not fetched.',
      detail: said,
      remedy: 'Run `helm dependency build` in the folder of the chart',
    };
  const last = said.split('\n').find((line) => line.startsWith('Error: '));
  return last === undefined
    ? unexplained({ program: 'helm', args }, output)
    : { code: 'not-rendered', message: `Helm cannot render the chart: ${plain(last.slice('Error: '.length), 300)}`, detail: said };
}

/** Helm's version, `v3.16.4`. */
export function helmVersion(): ToolCommand<string> {
  const args = ['version', '--template={{.Version}}'];
  return {
    program: 'helm',
    args,
    timeoutMs: 15_000,
    parse: (output) => (output.code === 0 && output.stdout.trim() !== '' ? done(output.stdout.trim()) : failed(helmFailure(args, output))),
  };
}
