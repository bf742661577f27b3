import type { OutlineSymbol } from '../../../engine/features/navigation.js';
import type { Dockerfile, Instruction, Stage } from '../model.js';

/** Stages with their instructions; what stands before the first FROM is beside them. */
export function dockerfileSymbols(model: Dockerfile): OutlineSymbol[] {
  const before = model.instructions.filter(({ stage }) => stage === undefined).map(instructionSymbol);
  return [...before, ...model.stages.flatMap((stage) => stageSymbols(stage))];
}

function stageSymbols(stage: Stage): OutlineSymbol[] {
  const { from } = stage;
  const children = stage.instructions.map(instructionSymbol);
  if (from === undefined) return children;
  const end = stage.instructions.at(-1)?.span.end ?? from.span.end;
  const image = from.image?.text ?? '';
  return [
    {
      sort: 'stage',
      name: stage.name ?? (image === '' ? `stage ${stage.index}` : image),
      detail: stage.name === undefined ? '' : image,
      span: { start: from.span.start, end: Math.max(end, from.span.end) },
      nameSpan: (from.alias ?? from.image ?? from.keyword).span,
      children,
    },
  ];
}

const longest = 60;

function instructionSymbol(instruction: Instruction): OutlineSymbol {
  const { kind, keyword, rest, span } = instruction;
  const text = rest.text.replace(/\s+/g, ' ').trim();
  const names = kind === 'ARG' || kind === 'ENV' ? instruction.pairs.map(({ name }) => name.value).join(', ') : '';
  return {
    sort: kind === 'ARG' || kind === 'ENV' ? 'variable' : 'instruction',
    name: `${keyword.text.toUpperCase()} ${names}`.trim(),
    detail: names !== '' ? '' : text.length > longest ? `${text.slice(0, longest - 1)}…` : text,
    span,
    nameSpan: keyword.span,
    children: [],
  };
}
