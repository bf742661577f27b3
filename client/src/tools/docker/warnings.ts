/** A line of BuildKit's own checks. Its line is from 0; undefined when it names none. */
export interface BuildWarning {
  /** BuildKit's rule, `JSONArgsRecommended`. */
  readonly code: string;
  readonly message: string;
  readonly line?: number;
}

const inline = /^#\d+ WARN: ([A-Z]\w+): (.*?)(?: \(line (\d+)\))?$/;
const listed = /^ - ([A-Z]\w+): (.*?)(?: \(line (\d+)\))?$/;

/** One line of a build as a warning, in either of the two places where BuildKit writes it. */
export function readWarning(line: string): BuildWarning | undefined {
  const [, code, message, at] = inline.exec(line) ?? listed.exec(line) ?? [];
  if (code === undefined || message === undefined) return undefined;
  return { code, message, ...(at === undefined ? {} : { line: Number(at) - 1 }) };
}

/** The warnings of a whole build, each once. */
export function readWarnings(text: string): readonly BuildWarning[] {
  const found = new Map<string, BuildWarning>();
  for (const line of stripAnsi(text).split(/\r?\n/)) {
    const warning = readWarning(line);
    if (warning !== undefined) found.set(`${warning.code} ${warning.line} ${warning.message}`, warning);
  }
  return [...found.values()];
}

/** Text without the sequences that colour it, which some programs write without a terminal too. */
export function stripAnsi(text: string): string {
  // CSI and OSC sequences of ECMA-48.
  return text.replace(/\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)/g, '');
}
