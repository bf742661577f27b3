import { usesStage } from './looks.js';
import type { Instruction } from './model.js';
import {
  AddNode,
  ArgNode,
  CmdNode,
  CopyNode,
  EntrypointNode,
  EnvNode,
  HealthcheckNode,
  LabelNode,
  PlainNode,
  RunNode,
  ShellNode,
  StageNode,
  UnknownNode,
  UserNode,
  VolumeNode,
  WorkdirNode,
  type Node,
  type Placement,
} from './nodes.js';
import type { Built } from './parsed.js';
import type { InstructionSyntax } from './syntax.js';

/** The node of an instruction that needs to know no other one. */
export function nodeOf(syntax: InstructionSyntax, place: Placement): Instruction & Node {
  switch (syntax.kind) {
    case 'CMD':
      return new CmdNode(syntax, place);
    case 'ENTRYPOINT':
      return new EntrypointNode(syntax, place);
    case 'HEALTHCHECK':
      return new HealthcheckNode(syntax, place);
    case 'ADD':
      return new AddNode(syntax, place);
    case 'ENV':
      return new EnvNode(syntax, place);
    case 'ARG':
      return new ArgNode(syntax, place);
    case 'LABEL':
      return new LabelNode(syntax, place);
    case 'USER':
      return new UserNode(syntax, place);
    case 'WORKDIR':
      return new WorkdirNode(syntax, place);
    case 'SHELL':
      return new ShellNode(syntax, place);
    case 'VOLUME':
      return new VolumeNode(syntax, place);
    case 'EXPOSE':
    case 'STOPSIGNAL':
    case 'MAINTAINER':
      return new PlainNode(syntax, place, syntax.kind);
    // FROM gets here behind ONBUILD alone, where it is not allowed.
    default:
      return new UnknownNode(syntax, place);
  }
}

/** What is behind an instruction is called as in the last version when what is before it is called as it was, else it takes the next number. */
export function nameBehind(of: 'point' | 'content', syntax: InstructionSyntax, before: number, parent: number, names: number): number {
  const link = syntax.links[of];
  if (link?.before === before && link.parent === parent) return link.after;
  syntax.links[of] = { before, parent, after: names + 1 };
  return names + 1;
}

/** Kinds on whose text nothing else in the file rests. */
const loose: ReadonlySet<string> = new Set(
  'RUN COPY ADD LABEL VOLUME EXPOSE STOPSIGNAL MAINTAINER CMD ENTRYPOINT HEALTHCHECK UNKNOWN'.split(' '),
);

/**
 * Puts `syntax` in the place of the instruction of that number, and everything else stays. Undefined, with nothing touched, where
 * it is of another kind, or something else rests on what it says: what is in force behind it, or who uses a stage.
 */
export function replaceInstruction(
  built: Built,
  index: number,
  syntax: InstructionSyntax,
): { readonly node: Instruction & Node; readonly points: number } | undefined {
  const old = built.instructions[index];
  if (old === undefined || old.syntax.kind !== syntax.kind || old.kind !== syntax.kind || !loose.has(syntax.kind)) return undefined;
  if (usesStage(old.syntax) || usesStage(syntax)) return undefined;
  const { place } = old;
  const { stage } = place;
  const node =
    syntax.kind === 'RUN'
      ? new RunNode(syntax, place)
      : syntax.kind === 'COPY'
        ? new CopyNode(syntax, place, undefined, nowhere)
        : nodeOf(syntax, place);
  if (!(stage instanceof StageNode)) return undefined;
  const { instructions } = stage.parts;
  instructions[instructions.indexOf(old)] = node;
  let { points } = built;
  const changed = new Set<unknown>([stage]);
  for (let number = stage.parts.index; number < built.stages.length; number++) {
    const each = built.stages[number] as StageNode;
    const { parts } = each;
    // CMD, ENTRYPOINT and HEALTHCHECK are in force in stages that are built on this one, too.
    if (parts.cmd === old) parts.cmd = node as CmdNode;
    if (parts.entrypoint === old) parts.entrypoint = node as EntrypointNode;
    if (parts.healthcheck === old) parts.healthcheck = node as HealthcheckNode;
    if (each !== stage && !changed.has(each.parent)) continue;
    changed.add(each);
    points = renameContent(each, points);
  }
  return { node, points };
}

const nowhere = (): undefined => undefined;

/** As the parser names it when it reads the stage. */
function renameContent({ from, parent, parts }: StageNode, names: number): number {
  let points = names;
  const behind = (syntax: InstructionSyntax, before: number, above = 0): number => {
    const name = nameBehind('content', syntax, before, above, points);
    points = Math.max(points, name);
    return name;
  };
  const above = parent instanceof StageNode ? parent.parts.content : 0;
  const first = parts.instructions[0] as (Instruction & Node) | undefined;
  let content =
    from === undefined
      ? (first?.place.before.id ?? 0)
      : behind((from as unknown as Node).syntax, (from as unknown as Node).place.before.id, above);
  for (const instruction of parts.instructions) content = behind((instruction as Instruction & Node).syntax, content);
  parts.content = content;
  return points;
}
