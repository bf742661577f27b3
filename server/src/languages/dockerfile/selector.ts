import type { Handler, Selector } from '../../engine/language.js';
import type { DockerfileChecks } from './checks.js';
import type { Instruction } from './model.js';
import type { ParsedDockerfile } from './parse.js';

/** One handler of one check, in the order in which a walk comes to them. */
interface Step {
  readonly check: number;
  readonly handler: Handler;
  readonly target: Target;
}

/** What handlers are about: a kind of instruction, a program, all stages. */
interface Target {
  readonly steps: number[];
  /** Those of the file that is visited. */
  nodes: readonly unknown[];
}

const none: readonly never[] = [];

/**
 * Most rules are about one kind of instruction or one program, and most files have few of both: what stands in a file is looked
 * up once for all rules, and only handlers that are about it are called.
 */
export function dockerfileSelector(checks: readonly DockerfileChecks[]): Selector<ParsedDockerfile> {
  const steps: Step[] = [];
  const byName = new Map<string, Target>();
  const byProgram = new Map<string, Target>();
  const add = (targets: Map<string, Target>, key: string, check: number, handler: Handler): void => {
    let target = targets.get(key);
    if (target === undefined) targets.set(key, (target = { steps: [], nodes: none }));
    target.steps.push(steps.length);
    steps.push({ check, handler, target });
  };
  for (const [number, check] of checks.entries()) {
    for (const name in check) {
      if (name !== 'Command') add(byName, name.toUpperCase(), number, check[name as keyof DockerfileChecks] as Handler);
      else for (const program in check.Command) add(byProgram, program, number, check.Command[program] as Handler);
    }
  }
  const isTaken = new Uint8Array(steps.length);
  const met: Target[] = [];
  const meet = (target: Target | undefined, nodes: readonly unknown[]): void => {
    if (target === undefined || nodes.length === 0) return;
    target.nodes = nodes;
    met.push(target);
    const { steps: own } = target;
    for (let i = 0; i < own.length; i++) isTaken[own[i] as number] = 1;
  };
  return {
    visit(model, call) {
      isTaken.fill(0);
      meet(byName.get('FILE'), [model]);
      meet(byName.get('STAGE'), model.stages);
      if (byName.has('INSTRUCTION')) meet(byName.get('INSTRUCTION'), withTriggers(model.nodes));
      for (const kind of model.kinds) meet(byName.get(kind), model.ofKind(kind));
      if (byProgram.size > 0) {
        for (const program of model.programs) if (program !== '*') meet(byProgram.get(program), model.commandsNamed(program));
        meet(byProgram.get('*'), model.commands);
      }
      for (let i = 0; i < steps.length; i++) {
        if (isTaken[i] === 0) continue;
        const { check, handler, target } = steps[i] as Step;
        call(check, handler, target.nodes);
      }
      // Nothing holds on to the file.
      for (const target of met) target.nodes = none;
      met.length = 0;
    },
  };
}

function withTriggers(instructions: readonly Instruction[]): readonly Instruction[] {
  if (!instructions.some(({ kind }) => kind === 'ONBUILD')) return instructions;
  return instructions.flatMap((instruction) =>
    instruction.kind === 'ONBUILD' && instruction.trigger !== undefined ? [instruction, instruction.trigger] : [instruction],
  );
}
