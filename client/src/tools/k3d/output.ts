import { stripAnsi } from '../docker/warnings.js';
import { redact } from '../redact.js';
import { unexplained, type Failure, type ToolOutput } from '../tool.js';
import { engineFailure } from '../docker/engine.js';

export type Level = 'debug' | 'info' | 'warning' | 'error' | 'fatal';

export interface LogLine {
  readonly level: Level;
  readonly message: string;
}

const short: Readonly<Record<string, Level>> = {
  TRAC: 'debug',
  DEBU: 'debug',
  INFO: 'info',
  WARN: 'warning',
  ERRO: 'error',
  FATA: 'fatal',
  PANI: 'fatal',
};
const long: Readonly<Record<string, Level>> = {
  trace: 'debug',
  debug: 'debug',
  info: 'info',
  warning: 'warning',
  warn: 'warning',
  error: 'error',
  fatal: 'fatal',
  panic: 'fatal',
};

/** One line of k3d in either of its formats; undefined when it is none: JSON, or a further line of the message above. */
export function readLogLine(raw: string): LogLine | undefined {
  const line = stripAnsi(raw).trimEnd();
  const [, mark, text] = /^(TRAC|DEBU|INFO|WARN|ERRO|FATA|PANI)\[[^\]]*\] ?(.*)$/.exec(line) ?? [];
  if (mark !== undefined) return { level: short[mark] ?? 'info', message: redact((text ?? '').trimEnd()) };
  const [, word, quoted, bare] = /^time=(?:"[^"]*"|\S+) level=(\w+) msg=(?:"((?:[^"\\]|\\.)*)"|(\S*))/.exec(line) ?? [];
  if (word === undefined) return undefined;
  return { level: long[word] ?? 'info', message: redact(quoted === undefined ? (bare ?? '') : unquoted(quoted)).trimEnd() };
}

/** Every message of a stream; lines that continue one are added to it. */
export function readLog(text: string): readonly LogLine[] {
  const lines: { level: Level; message: string }[] = [];
  for (const raw of text.split(/\r?\n/)) {
    const line = readLogLine(raw);
    const last = lines.at(-1);
    if (line !== undefined) lines.push({ ...line });
    else if (last !== undefined && raw.trim() !== '') last.message += `\n${redact(stripAnsi(raw).trimEnd())}`;
  }
  return lines;
}

/** JSON on a stream that debug lines may stand on too; undefined when there is none. */
export function readJsonOutput(stdout: string): unknown {
  for (const candidate of [stdout, ...stdout.split('\n').reverse()])
    try {
      if (candidate.trim() !== '') return JSON.parse(candidate) as unknown;
    } catch {
      // A line of the log.
    }
  return undefined;
}

/** Go's quoting; control characters (the frames of Docker's streams among them) are dropped but for line breaks. */
function unquoted(text: string): string {
  const named: Readonly<Record<string, string>> = { n: '\n', t: ' ', r: '', a: '', b: '', f: '', v: '' };
  return text
    .replace(
      /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/gi,
      (_whole, x?: string, u?: string, long?: string, letter?: string) => {
        const code = x ?? u ?? long;
        if (code !== undefined) return String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10_ffff));
        return named[letter ?? ''] ?? letter ?? '';
      },
    )
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, '');
}

/** Why a run of k3d failed. An ERRO line goes before the FATA behind it, which may name the wrong cause. */
export function k3dFailure(args: readonly string[], output: ToolOutput): Failure {
  const log = readLog(output.stderr);
  const engine = engineFailure('docker', output.stderr);
  if (engine !== undefined) return { ...engine, detail: redact(engine.detail ?? '') };
  const cause = log.find(({ level }) => level === 'error') ?? log.find(({ level }) => level === 'fatal');
  if (cause === undefined) return unexplained({ program: 'k3d', args }, output);
  const detail = log.map(({ message }) => message).join('\n');
  if (/No nodes found for given cluster/.test(cause.message))
    return { code: 'cluster-missing', message: 'k3d has no cluster of this name.', detail };
  const [taken, port] = /:(\d+)(?: failed: port is already allocated|: bind: address already in use)/.exec(detail) ?? [];
  if (taken !== undefined)
    return {
      code: 'port-in-use',
      message: `Port ${port ?? ''} of this machine is in use by another program or container.`,
      detail,
      remedy: 'Run the command again with another port',
    };
  return { code: 'k3d-failed', message: `k3d: ${cause.message.split('\n')[0]}`, detail };
}
