import type { FailedStep } from './locateStep.js';

/** The lines of the Dockerfile that BuildKit shows at the end of a failed build. */
export interface Excerpt {
  /** Base name of the Dockerfile; BuildKit gives no more. */
  readonly file: string;
  /** From 0, both included: the instruction's lines, marked in the excerpt. */
  readonly firstLine: number;
  readonly lastLine: number;
}

const head = /^([^\s:][^:]*):(\d+)$/;
const rule = /^-{20}$/;
const source = /^\s*(\d+) \| (>>>)?/;

/** The last excerpt of a text; undefined when there is none. */
export function readExcerpt(text: string): Excerpt | undefined {
  const lines = text.split('\n');
  // From the end: what a command prints may look the same.
  for (let at = lines.length - 2; at >= 0; at--) {
    const [, file, number] = head.exec(lines[at] ?? '') ?? [];
    if (file === undefined || !rule.test(lines[at + 1] ?? '')) continue;
    const marked: number[] = [];
    for (let i = at + 2; i < lines.length; i++) {
      const [, line, mark] = source.exec(lines[i] ?? '') ?? [];
      if (line === undefined) break;
      if (mark !== undefined) marked.push(Number(line) - 1);
    }
    const first = marked[0] ?? Number(number) - 1;
    return { file, firstLine: first, lastLine: marked.at(-1) ?? first };
  }
  return undefined;
}

/** ` > [base 2/3] RUN x:`, the vertex that failed; undefined when it stands for no instruction. */
export function readFailedVertex(text: string): FailedStep | undefined {
  const all = [...text.matchAll(/^ > \[(?:([^\]]*?) )?(\d+)\/(\d+)\] (.*?):?$/gm)];
  const [, words, index, total, instruction] = all.at(-1) ?? [];
  if (index === undefined || total === undefined || instruction === undefined) return undefined;
  const stage = words?.split(' ').find((word) => word !== '' && !word.includes('/')) ?? null;
  return { counts: 'layers', stage, index: Number(index), total: Number(total), text: instruction };
}

/** What the failed command wrote last: between two rules of six dashes, behind ` > [stage 1/2] RUN x:`, each line behind its time. */
export function readCommandOutput(text: string): readonly string[] {
  const lines = text.split('\n');
  const end = lines.lastIndexOf('------');
  const start = end <= 0 ? -1 : lines.lastIndexOf('------', end - 1);
  if (start === -1) return [];
  const head = lines.findIndex((line, i) => i > start && /^ > \[[\s\S]*:$/.test(line));
  // The command itself may run over lines; its output begins with a time.
  const first = lines.findIndex((line, i) => i > start && i < end && /^(?:#\d+ )?\d+\.\d+ /.test(line));
  if (head === -1 || head > end || first === -1) return [];
  return lines.slice(first, end).map((line) => line.replace(/^(?:#\d+ )?\d+\.\d+ /, ''));
}
