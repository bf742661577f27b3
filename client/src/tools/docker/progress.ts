import { plain } from '../checked.js';
import type { Builder } from './buildCommand.js';
import { readWarning, stripAnsi, type BuildWarning } from './warnings.js';

/** One step of a stage. `stage` is null where the Dockerfile has one stage alone. */
export interface BuildStep {
  readonly stage: string | null;
  /** From 1. */
  readonly index: number;
  readonly total: number;
  /** The instruction as the builder shows it. */
  readonly text: string;
}

export type BuildEvent =
  | { readonly kind: 'started' | 'cached' | 'finished' | 'failed' | 'cancelled'; readonly step: BuildStep }
  /** Work that no instruction stands for: loading files, exporting the image. */
  | { readonly kind: 'internal'; readonly text: string }
  | { readonly kind: 'output'; readonly text: string; readonly step?: BuildStep }
  | { readonly kind: 'warning'; readonly warning: BuildWarning };

/** A stage of the Dockerfile, in order: what `dockerfileOutline` gives. */
export interface PlannedStage {
  readonly name: string | null;
  readonly base: string;
}

/** Reads the lines of a running build. One for each build. */
export class BuildProgress {
  readonly #builder: Builder;
  readonly #wanted: readonly (string | null)[];
  /** Steps by BuildKit's number of their vertex. */
  readonly #vertices = new Map<string, BuildStep>();
  /** Finished steps and their total, by stage. */
  readonly #stages = new Map<string | null, { done: Set<number>; total: number }>();
  #last: BuildStep | undefined;
  #fraction = 0;

  constructor(builder: Builder, stages: readonly PlannedStage[] = [], target?: string | null) {
    this.#builder = builder;
    this.#wanted = wantedStages(builder, stages, target ?? undefined);
  }

  /** How much is done of what leads to the target, from 0 to 1; never less than before. */
  get fraction(): number {
    return this.#fraction;
  }

  take(raw: string): BuildEvent | undefined {
    const line = stripAnsi(raw).replace(/\r$/, '');
    const event = this.#builder === 'buildx' ? this.#buildkit(line) : this.#counted(line);
    if (event !== undefined && 'step' in event && event.step !== undefined) this.#count(event.kind, event.step);
    return event;
  }

  #buildkit(line: string): BuildEvent | undefined {
    const warning = readWarning(line);
    if (warning !== undefined) return { kind: 'warning', warning };
    const [, vertex, rest] = /^#(\d+) (.*)$/.exec(line) ?? [];
    if (vertex === undefined || rest === undefined) return undefined;
    const known = this.#vertices.get(vertex);
    const step = readStep(rest);
    if (step !== undefined) {
      this.#vertices.set(vertex, step);
      // The header comes again whenever the output changes between steps.
      return known === undefined ? { kind: 'started', step } : undefined;
    }
    const internal = /^(?:\[internal\] |exporting |naming |unpacking |importing |sending |resolve )/.test(rest);
    if (internal) return { kind: 'internal', text: rest };
    if (known === undefined) return undefined;
    if (rest === 'CACHED') return { kind: 'cached', step: known };
    if (/^DONE \d/.test(rest)) return { kind: 'finished', step: known };
    if (rest === 'CANCELED') return { kind: 'cancelled', step: known };
    if (rest.startsWith('ERROR')) return { kind: 'failed', step: known };
    return { kind: 'output', text: rest.replace(/^\d+\.\d+ /, ''), step: known };
  }

  /** The legacy builder and Podman: `Step 2/5 : RUN x`, `[1/2] STEP 2/5: RUN x`. A step is done when the next begins. */
  #counted(line: string): BuildEvent | undefined {
    const [, stage, index, total, text] = /^(?:\[(\d+)\/\d+\] )?STEP (\d+)\/(\d+)\s?: (.*)$/i.exec(line) ?? [];
    if (index !== undefined && total !== undefined && text !== undefined) {
      const step = { stage: stage ?? null, index: Number(index), total: Number(total), text };
      if (this.#last !== undefined) this.#count('finished', this.#last);
      this.#last = step;
      return { kind: 'started', step };
    }
    const step = this.#last;
    if (step === undefined || line === '') return undefined;
    if (/^ ---> Using cache$|^--> Using cache /.test(line)) return { kind: 'cached', step };
    if (/^Successfully (?:built|tagged) |^COMMIT /.test(line)) return { kind: 'finished', step };
    if (/^(?:Removing intermediate container| ---> |--> )/.test(line)) return undefined;
    return { kind: 'output', text: line, step };
  }

  #count(kind: BuildEvent['kind'], step: BuildStep): void {
    const stage = this.#stages.get(step.stage) ?? { done: new Set<number>(), total: step.total };
    this.#stages.set(step.stage, stage);
    if (kind === 'finished' || kind === 'cached') for (let i = 1; i <= step.index; i++) stage.done.add(i);
    // Without a plan: the stages that were seen.
    const wanted = this.#wanted.length > 0 ? this.#wanted : [...this.#stages.keys()];
    const parts = wanted.map((name) => {
      const seen = this.#stages.get(name);
      return seen === undefined || seen.total === 0 ? 0 : Math.min(1, seen.done.size / seen.total);
    });
    this.#fraction = Math.max(this.#fraction, parts.reduce((sum, part) => sum + part, 0) / Math.max(1, parts.length));
  }
}

/** `[base 2/7] RUN x`, `[2/7] RUN x`, `[linux/arm64 base 2/7] RUN x`. */
function readStep(text: string): BuildStep | undefined {
  const [, words, index, total, instruction] = /^\[(?:([^\]]*?) )?(\d+)\/(\d+)\] (.*)$/.exec(text) ?? [];
  if (index === undefined || total === undefined || instruction === undefined) return undefined;
  // A platform stands before the stage's name, or alone.
  const stage = words?.split(/->| /).filter((word) => word !== '' && !word.includes('/'))[0];
  return { stage: stage ?? null, index: Number(index), total: Number(total), text: instruction };
}

/** The target and the stages that it is built on, named as the builder names them. */
function wantedStages(builder: Builder, stages: readonly PlannedStage[], target: string | undefined): readonly (string | null)[] {
  // The legacy builder counts the steps of all stages together.
  if (stages.length === 0 || builder === 'legacy') return [];
  if (stages.length === 1) return [null];
  const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
  let at =
    target === undefined
      ? stages.length - 1
      : stages.findIndex((stage, i) => (stage.name !== null && same(stage.name, target)) || `${i}` === target);
  const wanted: string[] = [];
  while (at >= 0) {
    const stage = stages[at];
    if (stage === undefined) break;
    wanted.push(builder === 'podman' ? `${at + 1}` : (stage.name ?? `stage-${at}`));
    do at--;
    while (at >= 0 && !same(stages[at]?.name ?? '', stage.base));
  }
  return wanted;
}

/** A step in one short line, where progress is shown. */
export function shownStep({ stage, index, total, text }: BuildStep): string {
  return `${stage === null ? '' : `${plain(stage, 30)} `}${index}/${total} ${plain(text.replace(/\s+/g, ' '), 60)}`;
}

/** A line of output where progress is shown: colours and control characters gone, cut. */
export function shownLine(line: string): string {
  return plain(stripAnsi(line).replace(/\t/g, ' ').trim(), 100);
}
