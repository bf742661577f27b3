import type { WorkspaceView } from '../../../engine/facts/facts.js';
import type { HoverText } from '../../../engine/features/hover.js';
import type { Surroundings } from '../../../engine/rule/define.js';
import { touches, type Span } from '../../../engine/text/span.js';
import { parseImageReference } from '../image.js';
import { baseImageFacts } from '../baseImages.js';
import type { AddInstruction, CopyInstruction, Directive, Dockerfile, Flag, Heredoc, Instruction, Pair, Word } from '../model.js';
import { flagTexts, mountKeyText, mountTypeTexts } from './flags.js';
import { healthParagraphs } from './health.js';
import { fromParagraphs, imageParagraphs, stageParagraphs } from './image.js';
import { directiveTexts, instructionTexts, type Teaching } from './instructions.js';
import { code, hoverText, lineOf, reference, sentences } from './markdown.js';
import { processParagraphs } from './process.js';
import { imageOf, portsOf, runText, userOf } from './runs.js';
import { contextSourceParagraphs } from './source.js';
import { userParagraphs } from './user.js';
import { nameParagraphs, useParagraphs } from './variables.js';
import { workdirParagraphs } from './workdir.js';

/** What there is to know of the smallest token at `offset`; nothing inside shell text and comments. */
export function dockerfileHover(model: Dockerfile, offset: number, near?: Surroundings): HoverText | undefined {
  const directive = model.directives.find(({ span }) => touches(span, offset));
  if (directive !== undefined) return directiveHover(directive, offset);
  if (model.comments.some(({ span }) => touches(span, offset))) return undefined;
  const instruction = model.instructionAt(offset);
  const hover = instruction === undefined ? undefined : instructionHover(model, instruction, offset, near);
  const run = instruction === undefined || hover === undefined ? undefined : runs(instruction, hover.span, near?.workspace);
  return hover === undefined || run === undefined ? hover : { ...hover, markdown: `${hover.markdown}\n\n${run}` };
}

/** Who runs the image, on what the image says of itself: where it begins, USER and EXPOSE. */
function runs(instruction: Instruction, span: Span, workspace: WorkspaceView | undefined): string | undefined {
  const { stage } = instruction;
  const isPart = (part: Span | undefined): boolean => part !== undefined && part.start === span.start && part.end === span.end;
  switch (instruction.kind) {
    case 'FROM':
      return isPart(instruction.keyword.span) || isPart(instruction.image?.span) || isPart(instruction.alias?.span)
        ? runText(stage, workspace, imageOf)
        : undefined;
    case 'USER':
      return stage?.end.user === instruction ? runText(stage, workspace, userOf) : undefined;
    case 'EXPOSE':
      return runText(stage, workspace, portsOf);
    default:
      return undefined;
  }
}

function directiveHover(directive: Directive, offset: number): HoverText | undefined {
  const name = directive.name.toLowerCase();
  const text = Object.hasOwn(directiveTexts, name) ? directiveTexts[name] : undefined;
  if (text === undefined) return undefined;
  const span = [directive.nameSpan, directive.valueSpan].find((part) => touches(part, offset));
  return span === undefined ? undefined : hoverText(span, ...teaching(`# ${name}=`, text));
}

const teaching = (title: string, text: Teaching): string[] => [`**${title}** ${text.does}`, text.trap ?? '', reference(text.anchor)];

function instructionHover(
  model: Dockerfile,
  instruction: Instruction,
  offset: number,
  near: Surroundings | undefined,
): HoverText | undefined {
  if (instruction.kind === 'UNKNOWN') return undefined;
  if (touches(instruction.keyword.span, offset)) return keywordHover(model, instruction);
  if (instruction.kind === 'ONBUILD') {
    const { trigger } = instruction;
    return trigger === undefined || offset < trigger.keyword.span.start ? undefined : instructionHover(model, trigger, offset, near);
  }
  const heredoc = instruction.heredocs.find(
    ({ operator, terminator }) => touches(operator, offset) || (terminator !== undefined && touches(terminator, offset)),
  );
  if (heredoc !== undefined) return heredocHover(model, instruction, heredoc, offset);
  if (offset > instruction.head.end) return undefined;
  const flag = instruction.flags.find(({ span }) => touches(span, offset));
  return (
    variableHover(model, instruction, offset, flag !== undefined) ??
    (flag === undefined ? argumentHover(model, instruction, offset, near) : flagHover(model, instruction, flag, offset))
  );
}

/** The keyword: what the instruction does, then what this one comes to. */
function keywordHover(model: Dockerfile, instruction: Exclude<Instruction, { kind: 'UNKNOWN' }>): HoverText {
  const text = instructionTexts[instruction.kind];
  const [title, trap, link] = [`**${instruction.kind}** ${text.does}`, text.trap, reference(text.anchor)];
  const { span } = instruction.keyword;
  switch (instruction.kind) {
    case 'CMD':
    case 'ENTRYPOINT':
      return hoverText(span, title, ...processParagraphs(model, instruction));
    case 'HEALTHCHECK':
      return hoverText(span, title, trap, ...healthParagraphs(instruction));
    case 'USER':
      return hoverText(span, title, trap, ...userParagraphs(model, instruction));
    case 'WORKDIR':
      return hoverText(span, title, trap, ...workdirParagraphs(instruction));
    default:
      return hoverText(span, title, trap, link);
  }
}

function heredocHover(model: Dockerfile, instruction: Instruction, heredoc: Heredoc, offset: number): HoverText {
  const { delimiter, operator, terminator, quoted, chomp } = heredoc;
  const span = terminator !== undefined && touches(terminator, offset) ? terminator : operator;
  const end = terminator === undefined ? 'That line is missing.' : `It ends in line ${lineOf(model, terminator.start)}.`;
  const does = `**Here-document.** The lines below, up to one that is just ${code(delimiter)}, are ${heredocRole(instruction)}. ${end}`;
  const expansion =
    instruction.kind === 'RUN'
      ? undefined
      : quoted
        ? 'Quoted, so variables stay as they are written.'
        : 'Docker replaces variables of ARG and ENV in it; with the delimiter in quotes they stay as they are.';
  const isScript = instruction.kind === 'RUN' && isWholeRun(instruction);
  const trap = isScript
    ? 'A command that fails does not stop the script unless it starts with `set -e`; only the last one decides.'
    : undefined;
  const tabs = chomp ? 'Tabs at the start of the lines are dropped.' : undefined;
  return hoverText(span, does, sentences(expansion, trap, tabs), reference('here-documents'));
}

const isWholeRun = (instruction: Instruction): boolean => /^\d*<<-?\s*\S+$/.test(instruction.rest.text);

function heredocRole(instruction: Instruction): string {
  if (instruction.kind !== 'RUN') return 'the content of the file';
  if (!isWholeRun(instruction)) return 'the input of the command';
  const interpreter = /^#!\s*(.+)/.exec(instruction.heredocs[0]?.text ?? '')?.[1];
  return interpreter === undefined ? 'a script for the shell' : `a script for ${code(interpreter)}`;
}

function variableHover(model: Dockerfile, instruction: Instruction, offset: number, insideFlag: boolean): HoverText | undefined {
  // The one that starts last is the innermost, and of two neighbours the one under the cursor.
  const use = instruction.variables.filter(({ span }) => touches(span, offset)).at(-1);
  if (use === undefined) return undefined;
  const paragraphs = useParagraphs(model, instruction, use, insideFlag);
  return paragraphs === undefined ? undefined : hoverText(use.span, ...paragraphs);
}

function flagHover(model: Dockerfile, instruction: Instruction, flag: Flag, offset: number): HoverText | undefined {
  const table = flagTexts[instruction.kind];
  const text = table !== undefined && Object.hasOwn(table, flag.name) ? table[flag.name] : undefined;
  if (text === undefined) return undefined;
  // What ONBUILD keeps meets the stages of another file.
  if (!touches(flag.nameSpan, offset) && flag.value !== undefined && instruction.onbuild === undefined) {
    if (instruction.kind === 'RUN' && flag.name === 'mount') return mountHover(model, instruction, flag, offset);
    if (instruction.kind === 'COPY' && flag.name === 'from') {
      if (instruction.fromStage !== undefined) return hoverText(flag.value.span, ...stageParagraphs(model, instruction.fromStage));
      if (instruction.fromImage !== undefined) return sourceHover(model, instruction, flag.value);
    }
  }
  const since = text.since === undefined ? undefined : `From Dockerfile syntax ${text.since} on.`;
  const title = `**${instruction.kind} --${flag.name}** ${text.does}`;
  return hoverText(flag.span, title, text.trap, sentences(since, reference(text.anchor)));
}

/** A stage or image that files come from. A word that is neither known may be a named context. */
function sourceHover(model: Dockerfile, instruction: Instruction, word: Word): HoverText | undefined {
  const { value, complete } = instruction.expand(word.value);
  if (!complete || value === '') return undefined;
  const stage = model.stageNamed(value, instruction);
  if (stage !== undefined) return hoverText(word.span, ...stageParagraphs(model, stage));
  const image = parseImageReference(value);
  const facts = baseImageFacts(image.repository, image.tag);
  const context = facts === undefined ? 'No stage above has this name: it is a named context (`--build-context`) or an image.' : undefined;
  return hoverText(word.span, context, ...imageParagraphs(image, facts));
}

function mountHover(model: Dockerfile, instruction: Instruction, flag: Flag, offset: number): HoverText | undefined {
  const type = flag.options.find(({ name }) => name.value === 'type')?.value?.value.toLowerCase() ?? 'bind';
  const pair = flag.options.filter(({ span }) => touches(span, offset)).at(-1);
  if (pair === undefined) return undefined;
  if (pair.name.value === 'from' && pair.value !== undefined && touches(pair.value.span, offset))
    return sourceHover(model, instruction, pair.value);
  return mountPairHover(type, pair);
}

function mountPairHover(type: string, pair: Pair): HoverText | undefined {
  const text = Object.hasOwn(mountTypeTexts, type) ? mountTypeTexts[type] : undefined;
  if (pair.name.value === 'type') return text === undefined ? undefined : hoverText(pair.span, ...teaching(`type=${type}`, text));
  const key = mountKeyText(type, pair.name.value);
  if (key === undefined) return undefined;
  return hoverText(pair.span, `**${pair.name.text}** (${type} mount) ${key}`, text === undefined ? undefined : reference(text.anchor));
}

function sourceHoverIn(instruction: CopyInstruction | AddInstruction, word: Word, near: Surroundings): HoverText | undefined {
  const paragraphs = contextSourceParagraphs(instruction, word, near);
  return paragraphs === undefined ? undefined : hoverText(word.span, ...paragraphs, reference(instruction.kind.toLowerCase()));
}

/** Words behind the flags. */
function argumentHover(model: Dockerfile, instruction: Instruction, offset: number, near: Surroundings | undefined): HoverText | undefined {
  const at = (span: Span | undefined): span is Span => span !== undefined && touches(span, offset);
  switch (instruction.kind) {
    case 'FROM': {
      if (at(instruction.image?.span)) {
        const paragraphs = fromParagraphs(model, instruction);
        return paragraphs === undefined ? undefined : hoverText(instruction.image.span, ...paragraphs);
      }
      const { alias, stage } = instruction;
      return alias !== undefined && stage !== undefined && at(alias.span)
        ? hoverText(alias.span, ...stageParagraphs(model, stage))
        : undefined;
    }
    case 'ENV':
    case 'ARG': {
      const pair = instruction.pairs.find(({ name }) => at(name.span));
      return pair === undefined ? undefined : hoverText(pair.name.span, ...nameParagraphs(model, instruction, pair));
    }
    case 'COPY':
    case 'ADD': {
      const source = instruction.sources.find(({ span }) => at(span));
      return source === undefined || near === undefined ? undefined : sourceHoverIn(instruction, source, near);
    }
    case 'EXPOSE': {
      const word = instruction.words.find(({ span }) => at(span));
      return word === undefined ? undefined : portHover(instruction, word);
    }
    case 'USER': {
      const [word] = instruction.words;
      return at(word?.span) ? hoverText(word.span, ...userParagraphs(model, instruction)) : undefined;
    }
    case 'WORKDIR':
      return at(instruction.rest.span) ? hoverText(instruction.rest.span, ...workdirParagraphs(instruction)) : undefined;
    case 'CMD':
    case 'ENTRYPOINT': {
      const program = instruction.form === 'exec' ? instruction.json?.elements[0] : undefined;
      return at(program?.span) ? hoverText(program.span, ...processParagraphs(model, instruction)) : undefined;
    }
    case 'HEALTHCHECK':
      return at(instruction.type?.span) ? hoverText(instruction.type.span, ...healthParagraphs(instruction)) : undefined;
    default:
      return undefined;
  }
}

function portHover(instruction: Instruction, word: Word): HoverText | undefined {
  const { value, complete } = instruction.expand(word.text);
  const match = /^(\d+)(?:-(\d+))?(?:\/(\w+))?$/.exec(value);
  if (!complete || match === null) return undefined;
  const [, first = '', last, protocol = 'tcp'] = match;
  const ports = last === undefined ? `Port ${first}/${protocol.toLowerCase()}` : `Ports ${first} to ${last}/${protocol.toLowerCase()}`;
  const publish = last === undefined ? `${first}:${first}` : `${first}-${last}:${first}-${last}`;
  const suffix = protocol.toLowerCase() === 'tcp' ? '' : `/${protocol.toLowerCase()}`;
  return hoverText(
    word.span,
    `**${ports}** is written down, not published.`,
    `\`docker run -p ${publish}${suffix}\` publishes it, in Kubernetes a Service does. The program must listen on 0.0.0.0, not on localhost.`,
    reference('expose'),
  );
}
