import { spawnSync } from 'node:child_process';
import { realpathSync, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, sep } from 'node:path';

// Programs that turn files of the workspace into the manifests that they stand for: `helm template`, `kubectl kustomize`. They read
// the workspace, so nothing of the workspace decides which program runs or with what environment.

/** What became of a run. `reason` is the program's own last word, in one line. */
export type Rendered =
  | { readonly kind: 'done'; readonly text: string }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'absent' };

/** A rendering that takes longer, in milliseconds, or says more, in bytes, is none that somebody waits for. */
const patience = 20_000;
const mostOutput = 32 << 20;

/**
 * The absolute path of a program; undefined where no folder of PATH has it. Folders that are not absolute and those inside of
 * `workspace` are passed over: whoever wrote the workspace would choose the program.
 */
export function findProgram(
  name: string,
  workspace: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  for (const folder of (env['PATH'] ?? env['Path'] ?? '').split(delimiter)) {
    const path = join(folder, file);
    if (!isAbsolute(folder) || !isProgram(path)) continue;
    const real = realpathSync(path);
    if (![path, real].some((each) => isInside(each, workspace))) return path;
  }
  return undefined;
}

function isProgram(path: string): boolean {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    return found?.isFile() === true && (process.platform === 'win32' || (found.mode & 0o111) !== 0);
  } catch {
    return false;
  }
}

function isInside(path: string, folder: string): boolean {
  const real = statSync(folder, { throwIfNoEntry: false }) === undefined ? folder : realpathSync(folder);
  return [folder, real].some((each) => path.startsWith(each.endsWith(sep) ? each : each + sep));
}

/** Runs a program without a shell, in an environment that leads to no cluster, no other program and no configuration of the user. */
export function runProgram(program: string, args: readonly string[], cwd: string): Rendered {
  const { status, stdout, stderr, error, signal } = spawnSync(program, [...args], {
    cwd,
    env: quietEnvironment(),
    encoding: 'utf8',
    input: '',
    maxBuffer: mostOutput,
    timeout: patience,
    killSignal: 'SIGKILL',
    windowsHide: true,
    shell: false,
  });
  if (status === 0 && error === undefined) return { kind: 'done', text: stdout };
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return { kind: 'absent' };
  if (error !== undefined || signal !== null) return { kind: 'failed', reason: error?.message ?? `it was ended by ${signal ?? 'nobody'}` };
  return { kind: 'failed', reason: lastWord(stderr) };
}

/** Windows needs its own folders to start anything at all. */
function quietEnvironment(): NodeJS.ProcessEnv {
  const nowhere = join(process.platform === 'win32' ? 'C:\\' : '/', 'nonexistent');
  const kept = Object.entries(process.env).filter(([name]) => /^(?:SystemRoot|windir|TEMP|TMP|TMPDIR|LANG|LC_ALL)$/i.test(name));
  return { ...Object.fromEntries(kept), PATH: nowhere, HOME: nowhere, USERPROFILE: nowhere, KUBECONFIG: nowhere };
}

function lastWord(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('# Warning'));
  const said = lines.join(' ').replace(/\s+/g, ' ').trim();
  // kubectl puts its log's own words in front.
  const message = said
    .replace(/^E\d{4} [\d:.]+\s+\d+ \S+\] "command failed" err=(?:"|< ?)?/, '')
    .replace(/(?:"| >)$/, '')
    .replaceAll('\\"', '"');
  return message.length > 400 ? `${message.slice(0, 399)}…` : message;
}
