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
/** Instructions that take files from a stage. */
const takers = 1 << 22;
/** Who takes files from a stage: names may hold variables. */
export const uses = stages | bitOf('ENV') | bitOf('ARG') | takers;
/** Every instruction. */
export const everything = kinds.reduce((all, kind) => all | bitOf(kind), structure | globalArguments | takers);

/** What differs when behind the instructions of `above` those that are `gone` are replaced by those that have `come`. */
export function changesBetween(
  gone: readonly InstructionSyntax[],
  come: readonly InstructionSyntax[],
  above: readonly InstructionSyntax[],
): number {
  let changes = 0;
  for (const syntax of gone) changes |= bitsOf(syntax);
  for (const syntax of come) changes |= bitsOf(syntax);
  if (gone.length !== come.length || gone.some(({ kind }, i) => kind !== come[i]?.kind)) changes |= structure;
  if ((changes & bitOf('ARG')) !== 0 && !above.some(({ kind }) => kind === 'FROM')) changes |= globalArguments;
  return changes;
}

/** ONBUILD's trigger counts as an instruction of its kind. */
function bitsOf(syntax: InstructionSyntax): number {
  const { kind, trigger } = syntax;
  return bitOf(kind) | (usesStage(syntax) ? takers : 0) | (trigger === undefined ? 0 : bitsOf(trigger));
}

/** COPY and a mount of RUN may name a stage. */
export function usesStage({ kind, flags, mounts }: InstructionSyntax): boolean {
  return kind === 'RUN' ? mounts.length > 0 : kind === 'COPY' && flags.some(({ name }) => name === 'from');
}
