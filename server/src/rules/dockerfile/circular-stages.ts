import { defineRule } from '../../engine/rule/define.js';
import type { Dockerfile, Instruction, Stage, Word } from '../../languages/dockerfile/model.js';
import page from './circular-stages.md';

export default defineRule({
  id: 'dockerfile/circular-stages',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.4.0',
  aliases: ['tally:tally/circular-stage-deps'],
  fix: 'none',
  page,
  check: {
    File(model, ctx) {
      if (model.stages.length < 2) return;
      const forward = forwardUses(model);
      for (const { by, on, at } of forward) {
        if (!reaches(on, by, forward)) continue;
        ctx.report({
          at: at.span,
          message: `\`${at.value}\` needs this stage before it can be built, and this stage needs \`${at.value}\`: neither comes first, and the build fails.`,
          ...(on.from === undefined ? {} : { related: [{ at: on.from.keyword.span, message: 'the stage that is needed' }] }),
        });
      }
    },
  },
});

interface ForwardUse {
  readonly by: Stage;
  readonly on: Stage;
  readonly at: Word;
}

/** Uses of stages that come later in the file: only through one of them can a ring close. */
function forwardUses(model: Dockerfile): readonly ForwardUse[] {
  const found: ForwardUse[] = [];
  let byName: ReadonlyMap<string, Stage> | undefined;
  const note = (user: Instruction, at: Word | undefined): void => {
    if (at === undefined || at.value.includes('$') || user.onbuild !== undefined) return;
    const by = user.stage;
    byName ??= firstOfEachName(model.stages);
    const on = /^\d+$/.test(at.value) ? model.stages[Number(at.value)] : byName.get(at.value.toLowerCase());
    if (by !== undefined && on !== undefined && !on.implicit && on.index > by.index) found.push({ by, on, at });
  };
  // Most have no flags, and take nothing from anywhere.
  for (const copy of model.ofKind('COPY')) if (copy.flags.length > 0) note(copy, copy.from?.value);
  for (const run of model.ofKind('RUN')) if (run.flags.length > 0) for (const mount of run.mounts) note(run, mount.option('from')?.value);
  return found;
}

function firstOfEachName(stages: readonly Stage[]): ReadonlyMap<string, Stage> {
  const found = new Map<string, Stage>();
  for (const stage of stages) {
    const name = stage.name?.toLowerCase();
    if (name !== undefined && !found.has(name)) found.set(name, stage);
  }
  return found;
}

/** Whether `from` is built with the help of `wanted`, on any way. */
function reaches(from: Stage, wanted: Stage, forward: readonly ForwardUse[]): boolean {
  const seen = new Set<Stage>();
  const open = [from];
  for (let stage = open.pop(); stage !== undefined; stage = open.pop()) {
    if (stage === wanted) return true;
    if (seen.has(stage)) continue;
    seen.add(stage);
    const current = stage;
    for (const earlier of current.earlier) if (earlier.uses.some((use) => use.by === current)) open.push(earlier);
    for (const use of forward) if (use.by === current) open.push(use.on);
  }
  return false;
}
