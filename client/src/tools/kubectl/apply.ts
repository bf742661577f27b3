import type { Checked } from '../checked.js';
import { done, failed, type Failure, type ToolOutput } from '../tool.js';
import { accessFailure, kubectl, kubectlFailure, withoutNoise, type Access } from './access.js';
import { readRefusals, type Refusal } from './refusals.js';

export interface ApplyOptions {
  readonly isServerSide?: boolean;
  /** The server checks everything and changes nothing. */
  readonly isDryRun?: boolean;
  /** Take over fields of other managers, server-side alone. */
  readonly takesOver?: boolean;
}

export type ApplyResult = 'created' | 'configured' | 'unchanged' | 'applied';

export interface ObjectResult {
  /** As kubectl writes it: `deployment.apps`, `service`. */
  readonly resource: string;
  readonly name: string;
  readonly result: ApplyResult;
}

/** Apply is not atomic: what is in `results` has happened, whatever else failed. */
export interface ApplyEnd {
  readonly results: readonly ObjectResult[];
  readonly refusals: readonly Refusal[];
  /** Of the server or of kubectl, behind `Warning:`. */
  readonly warnings: readonly string[];
  /** Why kubectl could not go on after that. */
  readonly interruption?: Failure;
}

/** Sends manifests, given as text. Plain output: with JSON nothing would be said of the good ones when one is bad. */
export function apply(access: Access, manifests: string, options: ApplyOptions = {}): Checked<ApplyEnd> {
  const words = ['apply', ...applyWords(options)];
  return kubectl(access, {
    words,
    input: manifests,
    timeoutMs: 180_000,
    parse: (output) => {
      const end = readApply(output);
      if (output.code === 0 || end.results.length > 0) return done(end);
      const fault = end.interruption ?? textFailure(output);
      if (fault !== undefined) return failed(fault);
      return end.refusals.some(({ reason }) => reason !== 'Other') ? done(end) : failed(kubectlFailure(words, output));
    },
  });
}

export function applyWords({ isServerSide = false, isDryRun = false, takesOver = false }: ApplyOptions): readonly string[] {
  return [
    '--filename=-',
    ...(isServerSide ? ['--server-side', '--field-manager=slipway'] : []),
    ...(isServerSide && takesOver ? ['--force-conflicts'] : []),
    ...(isDryRun ? ['--dry-run=server'] : []),
  ];
}

/** `deployment.apps/api configured`, also `(server dry run)`. */
const result = /^([a-z][a-z0-9.-]*)\/(\S+) (created|configured|unchanged|serverside-applied)(?: \((?:server )?dry run\))?$/;

export function readApply({ stdout, stderr }: ToolOutput): ApplyEnd {
  const interruption = accessFailure(stderr);
  const clean = withoutNoise(stderr);
  return {
    results: stdout.split(/\r?\n/).flatMap((line) => {
      const [, resource, name, said] = result.exec(line) ?? [];
      if (resource === undefined || name === undefined || said === undefined) return [];
      return [{ resource, name, result: said === 'serverside-applied' ? ('applied' as const) : (said as ApplyResult) }];
    }),
    refusals: interruption === undefined ? readRefusals(clean) : [],
    warnings: [...clean.matchAll(/^Warning: (.*)$/gm)].map(([, text = '']) => text),
    ...(interruption === undefined ? {} : { interruption }),
  };
}

/** What is wrong with the text as a whole, before anything is sent. */
export function textFailure(output: ToolOutput): Failure | undefined {
  const said = withoutNoise(output.stderr);
  if (/no objects passed to apply/.test(said))
    return { code: 'no-objects', message: 'There is no object in what was to be applied.', detail: said };
  const [, given, chosen] = /the namespace from the provided object "([^"]*)" does not match the namespace "([^"]*)"/.exec(said) ?? [];
  if (given !== undefined)
    return {
      code: 'namespace-clash',
      message: `A manifest names the namespace \`${given}\`, and \`${chosen ?? ''}\` was chosen.`,
      detail: said,
      remedy: `Deploy into \`${given}\`, or remove the namespace from the manifest`,
    };
  if (/error parsing|error converting YAML to JSON|unable to decode/.test(said))
    return { code: 'not-yaml', message: 'kubectl cannot read the manifests.', detail: said };
  return undefined;
}
