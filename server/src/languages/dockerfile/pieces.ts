import type { Handler } from '../../engine/language.js';
import { ownState, type Piece, type Piecewise } from '../../engine/pieces.js';
import type { DockerfileChecks } from './checks.js';
import type { Instruction, RunInstruction } from './model.js';
import { StageNode } from './nodes.js';
import type { ParsedDockerfile } from './parse.js';

type Call = (handler: Handler, node: unknown) => void;

/** A stage is a piece, and an instruction is one, ONBUILD together with its trigger. */
export const dockerfilePieces: Piecewise<ParsedDockerfile> = {
  of: (model) => [...model.built.stages, ...model.nodes],
  looks: (model) => model.looks,
  concerns: (check: DockerfileChecks, kind) =>
    kind === 'STAGE'
      ? check.Stage !== undefined
      : check.Instruction !== undefined ||
        handlerFor(check, kind) !== undefined ||
        (kind === 'RUN' && check.Command !== undefined) ||
        // What the trigger is stands in the text.
        (kind === 'ONBUILD' && Object.keys(check).some((name) => name !== 'File' && name !== 'Stage')),
  concernsFile: (check: DockerfileChecks) => check.File !== undefined,
  walk(piece, check: DockerfileChecks, call) {
    if (piece instanceof StageNode) {
      // It is handed over whole: what it is built on can be read of it.
      piece.parts.looks.mask |= ownState;
      if (check.Stage !== undefined) call(check.Stage, piece);
      return;
    }
    const instruction = piece as Piece & Instruction;
    visit(instruction, check, call);
    if (instruction.kind === 'ONBUILD' && instruction.trigger !== undefined) visit(instruction.trigger, check, call);
  },
  walkFile(model, check: DockerfileChecks, call) {
    if (check.File !== undefined) call(check.File, model);
  },
  anchored: (model, span) => model.nodeAt(span.start)?.anchored(span),
};

function visit(instruction: Instruction, check: DockerfileChecks, call: Call): void {
  if (check.Instruction !== undefined) call(check.Instruction, instruction);
  const handler = handlerFor(check, instruction.kind);
  if (handler !== undefined) call(handler, instruction);
  if (instruction.kind === 'RUN' && check.Command !== undefined) visitCommands(instruction, check.Command, call);
}

function visitCommands(run: RunInstruction, handlers: NonNullable<DockerfileChecks['Command']>, call: Call): void {
  const every = handlers['*'];
  for (const command of run.commands) {
    const own = Object.hasOwn(handlers, command.name) ? handlers[command.name] : undefined;
    if (own !== undefined && command.name !== '*') call(own, command);
    if (every !== undefined) call(every, command);
  }
}

/** `COPY` has the handler `Copy`. */
function handlerFor(check: DockerfileChecks, kind: string): Handler | undefined {
  return check[(kind.charAt(0) + kind.slice(1).toLowerCase()) as keyof DockerfileChecks] as Handler | undefined;
}
