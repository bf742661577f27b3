import { listed } from '../dockerfile/hover/markdown.js';
import type { IgnorePattern } from './language.js';

/** Files and what is in them. */
export interface Amount {
  readonly files: number;
  /** Bytes of the files' content; a link counts as none. */
  readonly bytes: number;
}

/** A file or folder with all that is in it. */
export interface SizedEntry extends Amount {
  /** Relative to the context, with slashes; folders end in one. */
  readonly path: string;
}

export interface ContextSize {
  /** Everything in the folder. */
  readonly all: Amount;
  /** What is left after the ignore file: what `COPY . .` takes, and what the builder may ask for. */
  readonly sent: Amount;
  /** What each pattern leaves out: where several speak of a file, the last one has it. */
  readonly byPattern: ReadonlyMap<IgnorePattern, Amount>;
  /** Files and folders that are left out, the largest first. */
  readonly largestExcluded: readonly SizedEntry[];
  /** Files and folders of the first two levels that are sent, the largest first. */
  readonly largestSent: readonly SizedEntry[];
  /** False when there was more than the limits allow to look at: then the numbers are the least. */
  readonly isWhole: boolean;
  /** Folders and files that could not be looked at. */
  readonly unreadable: number;
}

/** `38 MB`: thousands of bytes, as `docker` counts. */
export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 9.95 ? Math.round(value) : value.toFixed(1)} ${units[unit] ?? ''}`;
}

export function amountText({ files, bytes }: Amount): string {
  return `${files.toLocaleString('en')} ${files === 1 ? 'file' : 'files'}, ${bytesText(bytes)}`;
}

/** What a pattern leaves out, as the hover on it says. */
export function patternText(pattern: IgnorePattern, { byPattern, isWhole }: ContextSize): string | undefined {
  const amount = [...byPattern].find(([each]) => each.text === pattern.text && each.span.start === pattern.span.start)?.[1];
  if (amount === undefined || pattern.negated) return undefined;
  if (amount.files === 0) return isWhole ? 'It leaves out nothing that other lines do not.' : undefined;
  return `It leaves out ${isWhole ? '' : 'at least '}${amountText(amount)}.`;
}

/** How large the context is with and without its ignore file. */
export function contextText({ all, sent, isWhole, largestExcluded, largestSent }: ContextSize, hasIgnoreFile: boolean): string {
  const least = isWhole ? '' : 'at least ';
  const top = (entries: readonly SizedEntry[]): string => {
    const shown = entries.filter(({ path }) => path.indexOf('/') === -1 || path.indexOf('/') === path.length - 1).slice(0, 3);
    return listed(shown.map(({ path, bytes }) => `\`${path}\` (${bytesText(bytes)})`));
  };
  const [largest, excluded] = [top(largestSent), top(largestExcluded)];
  const most = largest === '' ? '' : ` Most of it: ${largest}.`;
  if (!hasIgnoreFile) return `**Context size**: ${least}${amountText(all)}; no \`.dockerignore\` leaves anything out.${most}`;
  const without = all.files === sent.files ? 'nothing is left out' : `${least}${amountText(all)} without the ignore file`;
  return `**Context size**: ${least}${amountText(sent)}; ${without}.${most}${excluded === '' ? '' : ` Left out: ${excluded}.`}`;
}
