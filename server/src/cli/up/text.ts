import type { Diagnosis } from '../../protocol.js';
import type { AppliedObject, RunEnd } from '../../../../client/src/loop/contract.js';

/** The end of a run for people: places as `path:line:column:`, which terminals make links of. */
export function endText(end: RunEnd, shown: (path: string) => string): string {
  const lines = end.state === 'running' ? runningLines(end) : failedLines(end, shown);
  return `${lines.join('\n')}\n`;
}

function runningLines({ image, deployment: { target, objects } }: Extract<RunEnd, { state: 'running' }>): string[] {
  const what = image === undefined ? '' : `${image.reference} `;
  return [`running  ${what}in ${target.kubeContext}, namespace ${target.namespace}`, ...objects.map((object) => `  ${told(object)}`)];
}

function failedLines(
  { state, step, failure, diagnoses, done }: Exclude<RunEnd, { state: 'running' }>,
  shown: (path: string) => string,
): string[] {
  const lines = [`${state.padEnd(8)} at ${step}: ${failure.message}`];
  // The detail of a failure with diagnoses says the same in the cluster's words; of others it may add nothing.
  const isTold = diagnoses.length > 0 || plainFailures.has(failure.code);
  if (!isTold && failure.detail !== undefined && state === 'failed') lines.push(...indented(failure.detail));
  const remedy = remedies[failure.code] ?? failure.remedy;
  if (remedy !== undefined) lines.push(`  fix: ${remedy}`);
  for (const diagnosis of diagnoses) lines.push('', ...diagnosisLines(diagnosis, shown));
  const before = doneLines(done);
  if (before.length > 0) lines.push('', ...before);
  return lines;
}

/** Failures whose message is all that there is to know; the program's own words are in the output of --verbose. */
const plainFailures: ReadonlySet<string> = new Set(['daemon-down', 'daemon-forbidden', 'program-missing', 'cluster-unreachable']);

/** Where the editor has a command, a terminal has other words. */
const remedies: Readonly<Record<string, string>> = {
  'cluster-missing': 'Create one: `k3d cluster create dev`',
  'cluster-stopped': 'Start it with `k3d cluster start`, or pass --yes',
  'no-local-cluster': 'Create one with `k3d cluster create dev`, or allow a context with --allow-context',
  'not-local': 'Allow it with --allow-context if you mean it',
  'dockerfile-missing': 'Name another folder, or a file with --file',
  'manifests-missing': 'Name another folder, or files with --manifests',
  'image-not-used': 'Give the name that they have with --image, or other manifests with --manifests',
};

function diagnosisLines({ cause, explanation, place, related, remedies, said }: Diagnosis, shown: (path: string) => string): string[] {
  const at = ({ path, range: { start } }: NonNullable<Diagnosis['place']>): string =>
    `${shown(path)}:${start.line + 1}:${start.character + 1}: `;
  return [
    `${place === null ? '' : at(place)}${cause}`,
    ...indented(explanation),
    ...saidLines(said),
    ...related.map((one) => `  ${at(one)}${one.message}`),
    ...remedies.map(({ title }) => `  fix: ${title}`),
  ];
}

function saidLines(said: string): string[] {
  if (said === '') return [];
  return said.includes('\n') ? ['  the cluster says:', ...indented(said).map((line) => `  ${line}`)] : [`  the cluster says: ${said}`];
}

function doneLines({ image, deployment }: Extract<RunEnd, { step: unknown }>['done']): string[] {
  const applied = deployment?.objects.filter(({ result }) => result !== 'refused') ?? [];
  return [
    ...(image === undefined ? [] : [`built before that: ${image.reference}`]),
    ...(deployment === undefined || applied.length === 0
      ? []
      : [`applied before that, in ${deployment.target.kubeContext}: ${applied.map(told).join(', ')}`]),
  ];
}

function told({ kind, name, result }: AppliedObject): string {
  return `${kind} ${name} ${result}`;
}

function indented(text: string): string[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`);
}
