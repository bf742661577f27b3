import type { Selector } from '../../engine/language.js';
import type { DockerfileChecks } from './checks.js';
import type { InstructionKind } from './model.js';
import type { ParsedDockerfile } from './parse.js';

/** Handlers of these see every file. */
const always = ['File', 'Stage', 'Instruction'] as const;

/**
 * Which of many checks have something to visit in a file. Most rules are about one kind of instruction or one program, and most
 * files have few of both.
 */
export function dockerfileSelector(checks: readonly DockerfileChecks[]): Selector<ParsedDockerfile> {
  const everywhere: number[] = [];
  const byKind = new Map<InstructionKind, number[]>();
  const byProgram = new Map<string, number[]>();
  const add = <K>(map: Map<K, number[]>, key: K, number: number): void => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [number]);
    else list.push(number);
  };
  for (const [number, check] of checks.entries()) {
    if (always.some((name) => check[name] !== undefined)) everywhere.push(number);
    else
      for (const name in check) {
        if (name !== 'Command') add(byKind, name.toUpperCase() as InstructionKind, number);
        else for (const program in check.Command) add(byProgram, program, number);
      }
  }
  const concerned = new Uint8Array(checks.length);
  const mark = (numbers: readonly number[] | undefined): void => {
    if (numbers !== undefined) for (const number of numbers) concerned[number] = 1;
  };
  return {
    visiting(model) {
      concerned.fill(0);
      mark(everywhere);
      for (const kind of model.kinds) mark(byKind.get(kind));
      if (byProgram.size > 0) {
        const { programs } = model;
        for (const program of programs) mark(byProgram.get(program));
        if (programs.length > 0) mark(byProgram.get('*'));
      }
      const numbers: number[] = [];
      for (let number = 0; number < concerned.length; number++) if (concerned[number] === 1) numbers.push(number);
      return numbers;
    },
  };
}
