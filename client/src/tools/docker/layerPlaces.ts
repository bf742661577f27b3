import type { Layer } from './images.js';

/** What `dockerfileOutline` gives. */
export interface LayerPlaces {
  readonly stages: readonly { readonly name: string | null; readonly base: string }[];
  readonly instructions: readonly {
    readonly keyword: string;
    readonly firstLine: number;
    readonly lastLine: number;
    readonly stage: number;
  }[];
}

export interface PlacedLayer {
  /** Lines from 0, both included. */
  readonly firstLine: number;
  readonly lastLine: number;
  readonly bytes: number;
}

/**
 * Which instruction made which layer. The history ends with the instructions of the target and of the stages below it, one entry each;
 * what stands above belongs to the base image. It is read from the end and stops where the two do not agree.
 */
export function placeLayers(
  layers: readonly Layer[],
  { stages, instructions }: LayerPlaces,
  target?: string | null,
): readonly PlacedLayer[] {
  const wanted = chainOf(stages, target ?? undefined)
    .flatMap((stage) => instructions.filter((instruction) => instruction.stage === stage))
    .filter(({ keyword }) => keyword.toUpperCase() !== 'FROM');
  const placed: PlacedLayer[] = [];
  for (let i = 1; i <= wanted.length; i++) {
    const instruction = wanted[wanted.length - i];
    const layer = layers[layers.length - i];
    if (instruction === undefined || layer === undefined || keywordOf(layer) !== instruction.keyword.toUpperCase()) break;
    placed.unshift({ firstLine: instruction.firstLine, lastLine: instruction.lastLine, bytes: layer.bytes });
  }
  return placed;
}

function keywordOf({ instruction }: Layer): string {
  return /^[A-Za-z]+/.exec(instruction)?.[0].toUpperCase() ?? '';
}

/** Indices of the target and of the stages that it is built on, the lowest first. */
function chainOf(stages: LayerPlaces['stages'], target: string | undefined): readonly number[] {
  const same = (a: string | null, b: string): boolean => a?.toLowerCase() === b.toLowerCase();
  let at = target === undefined ? stages.length - 1 : stages.findIndex(({ name }, i) => same(name, target) || `${i}` === target);
  const chain: number[] = [];
  while (at >= 0) {
    chain.unshift(at);
    const base = stages[at]?.base ?? '';
    do at--;
    while (at >= 0 && !same(stages[at]?.name ?? null, base));
  }
  return chain;
}
