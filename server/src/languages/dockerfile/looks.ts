import type { InstructionSyntax } from './syntax.js';

// What of a Dockerfile a rule looked at, as bits of `Looks`. An instruction's own text is not among them.

const kinds =
  'FROM RUN CMD ENTRYPOINT HEALTHCHECK COPY ADD ENV ARG LABEL USER WORKDIR SHELL VOLUME ONBUILD EXPOSE STOPSIGNAL MAINTAINER UNKNOWN'.split(
    ' ',
  );
const bits: ReadonlyMap<string, number> = new Map(kinds.map((kind, i) => [kind, 1 << i]));

/** The instructions of a kind, their texts and their order. */
export function bitOf(kind: string): number {
  return bits.get(kind) ?? 0;
}

/** ARG before the first FROM. */
export const globalArguments = 1 << 20;
/** Which kinds of instructions follow each other, and so the number of each instruction. */
export const structure = 1 << 21;
/** Stages with their bases and names, without their instructions. */
export const stages = bitOf('FROM') | globalArguments | structure;
/** What is in force at any point of the file. */
export const states = stages | bitOf('ENV') | bitOf('ARG') | bitOf('USER') | bitOf('WORKDIR') | bitOf('SHELL');
/** How shell text is read at any point. */
export const shells = stages | bitOf('SHELL');
/** Who takes files from a stage: names may hold variables. */
export const uses = states | bitOf('COPY') | bitOf('RUN');
/** Every instruction. */
export const everything = kinds.reduce((all, kind) => all | bitOf(kind), structure | globalArguments);

/** What differs between two versions of a file, given as their instructions in order. */
export function changesBetween(before: readonly InstructionSyntax[], after: readonly InstructionSyntax[]): number {
  let start = 0;
  while (start < before.length && start < after.length && isSame(before[start], after[start])) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && isSame(before[before.length - 1 - end], after[after.length - 1 - end])) end++;
  const gone = before.slice(start, before.length - end);
  const come = after.slice(start, after.length - end);
  let changes = 0;
  for (const syntax of [...gone, ...come]) changes |= bitsOf(syntax);
  if (gone.length !== come.length || gone.some(({ kind }, i) => kind !== come[i]?.kind)) changes |= structure;
  const isFrom = ({ kind }: InstructionSyntax): boolean => kind === 'FROM';
  if ((changes & bitOf('ARG')) !== 0 && !before.slice(0, start).some(isFrom)) changes |= globalArguments;
  return changes;
}

function isSame(a: InstructionSyntax | undefined, b: InstructionSyntax | undefined): boolean {
  return a?.source === b?.source;
}

/** ONBUILD's trigger counts as an instruction of its kind. */
function bitsOf({ kind, trigger }: InstructionSyntax): number {
  return bitOf(kind) | (trigger === undefined ? 0 : bitsOf(trigger));
}
