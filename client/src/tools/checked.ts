import { isValid, type Grammar } from './names.js';
import { failed, type Failure, type Outcome, type RunOptions, type Runner, type ToolCommand } from './tool.js';

/** A command whose words were held against their grammars, or why there is none. */
export type Checked<T> = Outcome<ToolCommand<T>>;

const called: Readonly<Record<Grammar, string>> = {
  label: 'a valid name: small letters, digits and dashes, at most 63',
  subdomain: 'a valid object name: small letters, digits, dashes and dots',
  cluster: 'a valid cluster name: letters, digits and dashes, at most 32',
  context: 'a context name that can be passed on',
  stage: 'a stage name',
  variable: 'a variable name: letters, digits and underscores',
  platform: 'a platform as `linux/arm64` is one',
  repository: 'a valid image name: small letters, digits and single separators',
  reference: 'a valid image reference: `name:tag` with a name in small letters',
  tag: 'a valid tag: letters, digits, `_`, `.` and `-`, at most 128',
};

/** The first name that does not match its grammar, as the failure of a command that is not run. */
export function faultIn(...names: readonly (readonly [Grammar, string | undefined])[]): Failure | undefined {
  for (const [grammar, name] of names)
    if (name !== undefined && !isValid(grammar, name)) return refusal(`\`${plain(name)}\` is not ${called[grammar]}.`);
  return undefined;
}

/** Nothing is run because of what was given. */
export function refusal(message: string): Failure {
  return { code: 'invalid-name', message };
}

export function checked<T>(fault: Failure | undefined, command: ToolCommand<T>): Checked<T> {
  return fault === undefined ? { ok: true, value: command } : failed(fault);
}

export async function runChecked<T>(runner: Runner, command: Checked<T>, options?: RunOptions): Promise<Outcome<T>> {
  return command.ok ? await runner.run(command.value, options) : command;
}

/** Text of unknown origin within a message: one line, no control characters, not endless. */
export function plain(text: string, most = 80): string {
  const clean = text.replace(/[\u0000-\u001f\u007f-\u009f`]/g, '?');
  return clean.length > most ? `${clean.slice(0, most)}…` : clean;
}

/** A path or value that no program can be given: the operating system ends words at NUL. */
export function hasNul(...words: readonly (string | undefined)[]): boolean {
  return words.some((word) => word?.includes('\0') === true);
}

/** JSON of a program, or undefined. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** An unknown value as a record; empty when it is none, so that readers may look for keys. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function string(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function strings(value: unknown): readonly string[] {
  return list(value).filter((item): item is string => typeof item === 'string');
}

export function number(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}
