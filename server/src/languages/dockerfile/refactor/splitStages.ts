import type { Fix, Surroundings } from '../../../engine/rule/define.js';
import { lineBreakOf, lineStart } from '../../../engine/text/lines.js';
import { replace, type Span } from '../../../engine/text/span.js';
import type { Dockerfile, Instruction, Stage } from '../model.js';
import { planFor, type Plan } from './ecosystems.js';

/**
 * "Split into build and runtime stages": one stage that installs or builds becomes two, of which only the second is the
 * image. Instructions move with their comments and layout; where it is not certain what the program needs when it runs,
 * nothing is offered.
 */
export function splitStages(model: Dockerfile, span: Span, near: Surroundings): readonly Fix[] {
  const [stage, second] = model.stages;
  const from = stage?.from;
  if (stage === undefined || second !== undefined || from?.image === undefined || from.alias !== undefined || stage.base.windows) return [];
  // Offered where the stage begins: anywhere else it would stand in the way of smaller actions.
  if (span.start > from.span.end || span.end < from.span.start) return [];
  if (stage.instructions.some(({ kind }) => kind === 'ONBUILD' || kind === 'SHELL' || kind === 'UNKNOWN')) return [];
  const plan = planFor(stage, near);
  if (plan === undefined) return [];
  return [
    {
      title: 'Split into build and runtime stages',
      edits: [replace({ start: from.span.start, end: model.text.length }, twoStages(model, stage, plan))],
    },
  ];
}

function twoStages(model: Dockerfile, stage: Stage, plan: Plan): string {
  const { text } = model;
  const eol = lineBreakOf(text);
  const blocks = blocksOf(model, stage);
  const build: string[] = [`${text.slice(stage.from?.span.start, stage.from?.span.end)} AS build`];
  const run: string[] = [`FROM ${plan.runtimeImage} AS runtime`];
  const told = new Set<Instruction>();
  const add = (list: string[], instruction: Instruction, words = text.slice(instruction.span.start, instruction.span.end)): void => {
    // The comment above goes along once.
    const comment = told.has(instruction) ? '' : (blocks.get(instruction)?.comment ?? '');
    told.add(instruction);
    list.push(comment + words);
  };
  for (const instruction of stage.instructions) {
    const place = plan.place(instruction);
    if (place.beforeInBuild !== undefined) build.push(...place.beforeInBuild);
    if (place.build) add(build, instruction, place.buildText);
    if (place.beforeInRun !== undefined) run.push(...place.beforeInRun);
    if (place.run) add(run, instruction, place.runText);
  }
  run.push(...plan.lastInRun);
  // What stands behind the last instruction stays behind it.
  const rest = text.slice(stage.instructions.at(-1)?.span.end ?? stage.from?.span.end).replace(/^[ \t\r]*\n?/, '');
  return `${build.join(eol)}${eol}${eol}${run.join(eol)}${eol}${rest.replace(/\r?\n/g, eol)}`;
}

/** The comment lines right above each instruction, with their line breaks. */
function blocksOf({ text }: Dockerfile, stage: Stage): Map<Instruction, { readonly comment: string }> {
  const found = new Map<Instruction, { readonly comment: string }>();
  let before = stage.from?.span.end ?? 0;
  for (const instruction of stage.instructions) {
    const gap = text.slice(before, lineStart(text, instruction.span.start)).replace(/^[^\n]*\n/, '');
    const comment = /^[ \t]*#/m.test(gap) ? gap.replace(/^(?:[ \t]*\r?\n)+/, '') : '';
    found.set(instruction, { comment });
    before = instruction.span.end;
  }
  return found;
}
