import type { DockerfileOutline } from '../../../server/src/protocol.js';
import { isValid } from '../tools/names.js';
import { looksSecret } from '../tools/redact.js';
import type { Answers, LoopContext } from './contract.js';

type Sources = NonNullable<Answers['secrets']>;

/**
 * Values of build arguments, of those without a default asked for once. An empty one is an answer too: it is remembered, and the
 * argument stays unset. Values of secret-looking ones are not asked: they belong into secrets.
 */
export async function argumentsOf(
  { front }: LoopContext,
  { args }: DockerfileOutline,
  known: Answers['buildArgs'] = {},
): Promise<Readonly<Record<string, string>> | undefined> {
  // What the file does not declare may be meant all the same: proxies, BuildKit's own. Docker says so when it is not.
  const values: Record<string, string> = { ...known };
  for (const { name, value } of args) {
    // BuildKit sets these itself: https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope.
    const isAutomatic = /^(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT)$/.test(name);
    if (Object.hasOwn(values, name) || value !== null || looksSecret(name) || isAutomatic) continue;
    const given = await front.ask({
      key: 'buildArgs',
      title: `Build argument ${name}, which has no default; empty leaves it unset`,
      value: '',
      fault: () => undefined,
    });
    if (given === undefined) return undefined;
    values[name] = given;
  }
  return values;
}

/** Arguments that are handed to the build: those left empty are not. */
export function setArguments(values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}

/** Where each `--mount=type=secret` takes its value from: a variable of the environment or a file. The value is never remembered. */
export async function secretsOf({ front }: LoopContext, { secrets }: DockerfileOutline, known: Sources = {}): Promise<Sources | undefined> {
  const sources: Record<string, Sources[string]> = { ...known };
  for (const { id, isRequired } of secrets) {
    const remembered = known[id];
    if (remembered !== undefined && (!isRequired || isSet(remembered))) continue;
    const given = await front.ask({
      key: 'secrets',
      title: `Secret ${id}: a variable of the environment, or an absolute path${isRequired ? '' : '; empty leaves it out'}`,
      value: id.toUpperCase().replace(/[^A-Z0-9_]/g, '_'),
      fault: (value) => {
        if (value === '') return isRequired ? 'The build needs this secret' : undefined;
        return isValid('variable', value) || isPath(value) ? undefined : 'A variable name such as NPM_TOKEN, or an absolute path';
      },
    });
    if (given === undefined) return undefined;
    sources[id] = isPath(given) ? { file: given } : { env: given };
  }
  return sources;
}

/** Secrets that are handed to the build: those left empty are not. */
export function setSecrets(sources: Sources): Sources {
  return Object.fromEntries(Object.entries(sources).filter(([, from]) => isSet(from)));
}

const isSet = (from: Sources[string]): boolean => ('env' in from ? from.env : from.file) !== '';
const isPath = (value: string): boolean => /^(?:\/|[A-Za-z]:[\\/])/.test(value);
