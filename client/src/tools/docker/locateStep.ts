/** The step that failed, where the builder shows no lines: legacy and Podman never do, BuildKit of old engines neither. */
export interface FailedStep {
  /** What `index` counts: instructions of the file, of the stage, or those of the stage that make a layer. */
  readonly counts: 'file' | 'stage' | 'layers';
  /** Number from 1 (Podman), name (BuildKit); null in a file of one stage, and for the legacy builder. */
  readonly stage: number | string | null;
  /** From 1. */
  readonly index: number;
  readonly total: number;
  /** The instruction as the builder shows it. */
  readonly text: string;
}

/** What `dockerfileOutline` gives. */
export interface StepPlaces {
  readonly stages: readonly { readonly name: string | null }[];
  readonly instructions: readonly {
    readonly keyword: string;
    readonly firstLine: number;
    readonly lastLine: number;
    readonly stage: number;
  }[];
}

const layered: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR']);

/** The lines of a failed step, from 0; undefined where counting does not lead to an instruction of that kind. */
export function locateStep(
  step: FailedStep,
  { stages, instructions }: StepPlaces,
): { readonly firstLine: number; readonly lastLine: number } | undefined {
  const found = candidates(step, stages, instructions)[step.index - 1];
  const keyword = /^[A-Za-z]+/.exec(step.text)?.[0];
  // Triggers of base images shift the count: better no line than a wrong one.
  if (found === undefined || keyword === undefined || found.keyword.toUpperCase() !== keyword.toUpperCase()) return undefined;
  return { firstLine: found.firstLine, lastLine: found.lastLine };
}

function candidates(
  { counts, stage, total }: FailedStep,
  stages: StepPlaces['stages'],
  instructions: StepPlaces['instructions'],
): StepPlaces['instructions'] {
  if (counts === 'file') return instructions;
  const at = stageIndex(stage, stages);
  const own = instructions.filter((instruction) => instruction.stage === at);
  if (counts === 'stage') return own;
  const layers = own.filter(({ keyword }) => layered.has(keyword.toUpperCase()));
  // FROM is a step when the base is an image, and none when it is a stage.
  const from = own.filter(({ keyword }) => keyword.toUpperCase() === 'FROM');
  return layers.length === total ? layers : [...from, ...layers];
}

function stageIndex(stage: FailedStep['stage'], stages: StepPlaces['stages']): number {
  if (stage === null) return 0;
  if (typeof stage === 'number') return stage - 1;
  const named = stages.findIndex(({ name }) => name?.toLowerCase() === stage.toLowerCase());
  const number = /^stage-(\d+)$/.exec(stage)?.[1];
  return named === -1 && number !== undefined ? Number(number) : named;
}
