import type { Fix, Surroundings } from '../../../engine/rule/define.js';
import { lineBreakOf, lineStart } from '../../../engine/text/lines.js';
import { replace, type Span } from '../../../engine/text/span.js';
import type { Dockerfile, Instruction, RunInstruction, Stage } from '../model.js';
import { go } from './go.js';
import { node } from './node.js';
import type { Plan } from './plan.js';
import { pip, uv } from './python.js';

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

/** The one ecosystem whose install step the stage has; undefined without one, with several, or where it is not certain what to keep. */
function planFor(stage: Stage, near: Surroundings): Plan | undefined {
  const runs = stage.instructions.filter((instruction): instruction is RunInstruction => instruction.kind === 'RUN');
  if (runs.some((run) => run.form === 'exec' || isForeign(run) || run.script() === undefined || run.script()?.errors.length !== 0))
    return undefined;
  const found = [pip(stage, runs, near), uv(stage, runs, near), node(stage, runs, near), go(stage, runs, near)].filter(
    (plan) => plan !== undefined,
  );
  const [only] = found;
  return found.length === 1 && only !== 'unsure' ? only : undefined;
}

/** A here-document that is no shell text but the input of a program: `RUN <<EOF python`. */
function isForeign({ heredocs, rest }: RunInstruction): boolean {
  return heredocs.length > 0 && rest.value.replaceAll(/<<-?(['"]?)\w+\1/g, '').trim() !== '';
}

function twoStages(model: Dockerfile, stage: Stage, plan: Plan): string {
  const { text } = model;
  const eol = lineBreakOf(text);
  const isLower = /^[a-z]+$/.test(stage.from?.keyword.text ?? '');
  // Lines of ours are written as the file writes its keywords.
  const cased = (line: string): string =>
    isLower ? line.replace(/^[A-Z]+/, (keyword) => keyword.toLowerCase()).replace(/^(from .*) AS (?=\S+$)/, '$1 as ') : line;
  const above = textAbove(text, stage);
  const build: string[] = [cased(`${text.slice(stage.from?.span.start, stage.from?.span.end)} AS build`)];
  const run: string[] = [cased(`FROM ${plan.runtimeImage} AS runtime`)];
  for (const instruction of stage.instructions) {
    const place = plan.places.get(instruction);
    if (place === undefined) continue;
    const { blank, comment } = above.get(instruction) ?? { blank: '', comment: '' };
    const indent = text.slice(lineStart(text, instruction.span.start), instruction.span.start);
    const words = text.slice(instruction.span.start, instruction.span.end);
    if (place.build) {
      build.push(
        ...linesOf(blank, place.beforeInBuild, cased, `${comment}${indent}${place.buildText ?? words}`),
        ...(place.afterInBuild ?? []).map(cased),
      );
    }
    if (place.run) {
      // The comment goes along once; one that silences a rule is needed wherever the instruction is.
      const kept = place.build ? silencing(comment) : comment;
      run.push(...linesOf(blank, place.beforeInRun, cased, `${kept}${indent}${place.runText ?? words}`));
    } else if (place.beforeInRun !== undefined) run.push(...place.beforeInRun.map(cased));
  }
  run.push(...plan.lastInRun.map(cased));
  // What stands behind the last instruction stays behind it.
  const rest = text.slice(stage.instructions.at(-1)?.span.end ?? stage.from?.span.end).replace(/^[ \t\r]*\n?/, '');
  return `${build.join(eol)}${eol}${eol}${run.join(eol)}${eol}${rest.replace(/\r?\n/g, eol)}`;
}

/** Empty lines first, then lines of ours, then the instruction with its comment. */
function linesOf(blank: string, ours: readonly string[] | undefined, cased: (line: string) => string, written: string): readonly string[] {
  const [first, ...others] = [...(ours ?? []).map(cased), written];
  return [`${blank}${first}`, ...others];
}

const silencing = (comment: string): string =>
  comment
    .split(/(?<=\n)/)
    .filter((line) => /^[ \t]*#.*(?:ignore|skip)/.test(line))
    .join('');

/** The empty lines and the comments above each instruction, with their line breaks. */
function textAbove(text: string, stage: Stage): ReadonlyMap<Instruction, { readonly blank: string; readonly comment: string }> {
  const found = new Map<Instruction, { readonly blank: string; readonly comment: string }>();
  let before = stage.from?.span.end ?? 0;
  for (const instruction of stage.instructions) {
    const gap = text.slice(before, lineStart(text, instruction.span.start)).replace(/^[^\n]*\n/, '');
    const blank = /^(?:[ \t]*\r?\n)*/.exec(gap)?.[0] ?? '';
    found.set(instruction, { blank, comment: gap.slice(blank.length) });
    before = instruction.span.end;
  }
  return found;
}
