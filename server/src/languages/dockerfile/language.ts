import type { Comment, Handler, Language } from '../../engine/language.js';
import type { Span } from '../../engine/text/span.js';
import type { DockerfileChecks } from './checks.js';
import { dockerfileFacts } from './facts.js';
import { dockerfileHover } from './hover/hover.js';
import { dockerfileNavigation } from './navigation/navigation.js';
import { isDockerfileName } from './fileNames.js';
import { dockerfileOffers } from './offers.js';
import type { CommentLine, Instruction, InstructionKind } from './model.js';
import { parseDockerfile, type ParsedDockerfile } from './parse.js';
import { dockerfilePieces } from './pieces.js';
import { DockerfileShelf } from './shelf.js';
import { dockerfileSelector } from './selector.js';
import { splitStages } from './refactor/splitStages.js';

export { isDockerfileName } from './fileNames.js';

export const dockerfileLanguage: Language<ParsedDockerfile> = {
  id: 'dockerfile',
  matches: (path, editorLanguage) => editorLanguage === 'dockerfile' || isDockerfileName(path.slice(path.lastIndexOf('/') + 1)),
  parse: (text, previous) => parseDockerfile(text, previous),
  passing: () => new DockerfileShelf(),
  walk,
  selector: dockerfileSelector,
  pieces: dockerfilePieces,
  facts: dockerfileFacts,
  comments,
  // A finding on a directive or a comment has no instruction that a comment could speak of.
  commentPlace: (model, span) => model.instructionAt(span.start)?.span.start,
  fileCommentPlace: (model) => {
    const last = model.directives.at(-1);
    if (last === undefined) return model.text.charCodeAt(0) === 0xfeff ? 1 : 0;
    const end = model.text.indexOf('\n', last.span.end);
    return end === -1 ? model.text.length : end + 1;
  },
  hover: dockerfileHover,
  offers: dockerfileOffers,
  navigation: dockerfileNavigation,
  refactorings: splitStages,
};

function walk(model: ParsedDockerfile, check: DockerfileChecks, call: (handler: Handler, node: unknown) => void): void {
  // A rule names two or three handlers of twenty: only those are looked at, in the order of the rule.
  for (const name in check) {
    switch (name) {
      case 'File':
        call(check.File as Handler, model);
        break;
      case 'Stage':
        for (const stage of model.stages) call(check.Stage as Handler, stage);
        break;
      case 'Instruction':
        for (const instruction of model.instructions) {
          call(check.Instruction as Handler, instruction);
          if (instruction.kind === 'ONBUILD' && instruction.trigger !== undefined) call(check.Instruction as Handler, instruction.trigger);
        }
        break;
      case 'Command':
        for (const program in check.Command) {
          for (const command of program === '*' ? model.commands : model.commandsNamed(program))
            call(check.Command[program] as Handler, command);
        }
        break;
      default: {
        const handler = check[name as keyof DockerfileChecks] as Handler;
        for (const instruction of model.ofKind(name.toUpperCase() as InstructionKind)) call(handler, instruction);
      }
    }
  }
}

function comments(model: ParsedDockerfile): Comment[] {
  const first = model.instructions[0]?.span.start ?? Number.POSITIVE_INFINITY;
  return model.comments.map((comment) => new DockerfileComment(model, comment, first));
}

class DockerfileComment implements Comment {
  declare readonly text: string;
  declare readonly span: Span;
  declare readonly leading: boolean;
  readonly #model: ParsedDockerfile;
  readonly #inside: boolean;

  constructor(model: ParsedDockerfile, { text, span, inside }: CommentLine, first: number) {
    this.text = text;
    this.span = span;
    this.leading = span.start < first;
    this.#model = model;
    this.#inside = inside;
  }

  /** Asked of the few that silence something. */
  get next(): Span | undefined {
    return this.#inside ? enclosing(this.#model, this.span) : nextInstruction(this.#model, this.span.end);
  }
}

function enclosing(model: ParsedDockerfile, span: Span): Span | undefined {
  return model.instructionAt(span.start)?.span;
}

function nextInstruction(model: ParsedDockerfile, offset: number): Span | undefined {
  let low = 0;
  let high = model.instructions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((model.instructions[middle] as Instruction).span.start < offset) low = middle + 1;
    else high = middle;
  }
  return model.instructions[low]?.span;
}
