import type { Mention, Place, Refusal, Renamable } from '../../../engine/features/navigation.js';
import type { Surroundings } from '../../../engine/rule/define.js';
import { touches, type Span } from '../../../engine/text/span.js';
import { lineOf } from '../hover/markdown.js';
import type { Dockerfile, Stage } from '../model.js';
import { reservedStageNames } from '../vocabulary.js';

/** A word that names a stage, or the name that FROM gives it. */
export interface StageWord {
  readonly stage: Stage;
  readonly span: Span;
  readonly isDeclaration: boolean;
}

/** Every word of the file that names a stage. What ONBUILD keeps meets the stages of another file. */
export function stageWords(model: Dockerfile): StageWord[] {
  const words: StageWord[] = [];
  const use = (stage: Stage | undefined, span: Span | undefined): void => {
    if (stage !== undefined && span !== undefined) words.push({ stage, span, isDeclaration: false });
  };
  for (const instruction of model.instructions) {
    switch (instruction.kind) {
      case 'FROM':
        use(instruction.stageReference, instruction.image?.span);
        if (instruction.alias !== undefined && instruction.stage !== undefined)
          words.push({ stage: instruction.stage, span: instruction.alias.span, isDeclaration: true });
        break;
      case 'COPY':
        use(instruction.fromStage, instruction.from?.value?.span);
        break;
      case 'RUN':
        for (const mount of instruction.mounts) {
          const name = mount.option('from')?.value;
          if (name === undefined) continue;
          const { value, complete } = instruction.expand(name.value);
          if (complete && value !== '') use(model.stageNamed(value, instruction), name.span);
        }
        break;
      default:
    }
  }
  return words;
}

export function stageWordAt(model: Dockerfile, offset: number): StageWord | undefined {
  const kind = model.instructionAt(offset)?.kind;
  if (kind !== 'FROM' && kind !== 'COPY' && kind !== 'RUN') return undefined;
  return stageWords(model).find(({ span }) => touches(span, offset));
}

/** Where a stage begins. */
export function stagePlace({ from }: Stage): Place | undefined {
  if (from === undefined) return undefined;
  return { path: undefined, span: (from.alias ?? from.image ?? from.keyword).span, whole: from.span };
}

export function stageMentions(model: Dockerfile, stage: Stage): Mention[] {
  return stageWords(model)
    .filter((word) => word.stage === stage)
    .map(({ span, isDeclaration }) => ({ path: undefined, span, isDeclaration }));
}

export function renamableStage(model: Dockerfile, { stage, span }: StageWord, near: Surroundings): Renamable | Refusal | undefined {
  const { name } = stage;
  if (name === undefined) return undefined;
  const textOf = (at: Span): string => model.text.slice(at.start, at.end);
  const isNumber = (at: Span): boolean => /^\d+$/.test(textOf(at));
  if (isNumber(span)) return { refusal: `The stage is asked for by its number here. Rename it where FROM names it \`${name}\`.` };
  const mentions = stageMentions(model, stage).filter(({ span: at }) => !isNumber(at));
  const hidden = mentions.find(({ span: at }) => textOf(at).includes('$'));
  if (hidden !== undefined)
    return { refusal: `Line ${lineOf(model, hidden.span.start)} names the stage \`${name}\` by a variable. Change its value first.` };
  const { workspace } = near;
  const builds = workspace
    .all('image.build')
    .find(({ data }) => data.by !== 'command' && data.dockerfile === workspace.path && data.target?.toLowerCase() === name.toLowerCase());
  if (builds !== undefined) return { refusal: `\`${workspace.relative(builds.path)}\` builds the stage by its name \`${name}\`.` };
  return {
    at: span,
    name,
    places: mentions,
    written: (newName) => newName,
    objection(newName) {
      if (!/^[a-z][a-z0-9_.-]*$/i.test(newName)) return 'A stage’s name begins with a letter and holds letters, digits, `-`, `_` and `.`.';
      if (reservedStageNames.has(newName.toLowerCase())) return `\`${newName}\` has a meaning of its own in FROM.`;
      const other = model.stages.find((each) => each !== stage && each.name?.toLowerCase() === newName.toLowerCase());
      if (other?.from !== undefined) return `Line ${lineOf(model, other.from.span.start)} has a stage \`${newName}\` already.`;
      // From then on the image of that name would be the stage.
      const image = model.stages.find(({ from }) => from?.image?.text.toLowerCase() === newName.toLowerCase());
      if (image?.from !== undefined)
        return `Line ${lineOf(model, image.from.span.start)} begins from the image \`${newName}\`, which the stage would hide.`;
      return undefined;
    },
  };
}
