import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import { insert, remove, type Edit } from '../../engine/text/span.js';
import { lineBreakOf, lineStart, wholeLines } from '../../engine/text/lines.js';
import type { CopyInstruction, Instruction, RunInstruction, Stage } from '../../languages/dockerfile/model.js';
import { contextsOf } from '../../languages/builders/context.js';
import { fetchingBuild } from '../shared/buildDownloads.js';
import { dependencySteps, npmInstall, type DependencyStep } from '../shared/languagePackages.js';
import page from './sources-copied-before-install.md';

export default defineRule({
  id: 'dockerfile/sources-copied-before-install',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'review',
  page,
  check: {
    Stage(stage, ctx) {
      const copies: CopyInstruction[] = [];
      for (const instruction of stage.instructions) {
        if (instruction.kind === 'COPY' && instruction.from === undefined && instruction.heredocs.length === 0) copies.push(instruction);
        if (instruction.kind !== 'RUN') continue;
        const copy = copies.find((candidate) => copiesTree(candidate));
        const step = copy === undefined ? undefined : dependencyStep(instruction);
        if (copy !== undefined && step === undefined && tellOfBuild(copy, instruction, stage, ctx)) return;
        if (copy === undefined || step === undefined) continue;
        if (hasOwnManifests(copies, copy, step) || isInstalledAbove(copy, step)) return;
        const source = copy.sources.find(isTree);
        if (source === undefined) return;
        ctx.report({
          at: source.span,
          message: `\`${source.text}\` is copied before \`${step.name}\`, so every change of a source file installs all dependencies again.`,
          related: [{ at: instruction.keyword.span, message: 'the install that is repeated' }],
          fix: () => ({
            title: `Copy ${step.manifests.join(' and ')} first, the rest after the install`,
            edits: moveBelow(ctx.text, copy, instruction, step, ctx.near.exists),
          }),
        });
        return;
      }
    },
  },
});

/** A build that downloads what it needs, with the sources already there. */
function tellOfBuild(copy: CopyInstruction, run: RunInstruction, stage: Stage, ctx: RuleContext): boolean {
  const [context, other] = contextsOf(ctx.near);
  const source = copy.sources.find(isTree);
  if (context === undefined || other !== undefined || source === undefined) return false;
  const build = fetchingBuild(run, stage, context.near);
  if (build === undefined) return false;
  const { first } = build;
  ctx.report({
    at: source.span,
    severity: 'info',
    message: `\`${source.text}\` is copied before \`${build.words}\`, which also downloads what the program needs: every change of a source file downloads it again.`,
    related: [{ at: build.command.nameWord.span, message: 'the build that downloads' }],
    fix: () => {
      if (first === undefined) return undefined;
      const eol = lineBreakOf(ctx.text);
      const lines = [`COPY ${first.files.join(' ')} ${folderOf(copy)}`, `RUN ${first.run}`];
      return {
        title: `Copy ${first.files.join(' and ')} and run \`${first.run}\` first`,
        edits: [insert(lineStart(ctx.text, copy.span.start), `${lines.join(eol)}${eol}`)],
      };
    },
  });
  return true;
}

function folderOf({ destination }: CopyInstruction): string {
  const text = destination?.text ?? './';
  return text.endsWith('/') ? text : `${text}/`;
}

function dependencyStep(run: RunInstruction): DependencyStep | undefined {
  // `pip install .` and the like need the sources; only steps that read a manifest count.
  for (const command of run.commands) {
    const step = dependencySteps.find((candidate) => candidate.install(command));
    // `npm install` installs a project as `npm ci` does, and the message says what stands there.
    if (step !== undefined) return command.name === 'npm' ? { ...step, name: `npm ${npmInstall(command)?.verb.value ?? 'ci'}` } : step;
  }
  return undefined;
}

const isTree = (word: { readonly value: string }): boolean => /^(?:\.\/?|\*|\.\/\*|\/)$/.test(word.value);

function copiesTree(copy: CopyInstruction): boolean {
  return copy.sources.some(isTree);
}

/** The manifests were copied by themselves before the tree, or the tree's copy is the manifests' folder alone. */
function hasOwnManifests(copies: readonly CopyInstruction[], tree: CopyInstruction, step: DependencyStep): boolean {
  return copies.some(
    (copy) =>
      copy.index < tree.index &&
      copy.sources.some((word) => step.isManifest.test(word.value)) &&
      tree.index > copy.index &&
      isInstalledBetween(copy, tree, step),
  );
}

/** Between the manifests' copy and the tree's an install already ran: this one is for the project itself. */
function isInstalledBetween(copy: Instruction, tree: Instruction, step: DependencyStep): boolean {
  return (copy.stage?.instructions ?? []).some(
    (other) =>
      other.kind === 'RUN' && other.index > copy.index && other.index < tree.index && dependencyStep(other)?.isManifest === step.isManifest,
  );
}

/** An install above the tree's copy, with manifests that are mounted: this one is for the project itself. */
function isInstalledAbove({ stage, index }: CopyInstruction, step: DependencyStep): boolean {
  return (stage?.instructions ?? []).some(
    (other) => other.kind === 'RUN' && other.index < index && dependencyStep(other)?.isManifest === step.isManifest,
  );
}

function moveBelow(
  text: string,
  copy: CopyInstruction,
  run: RunInstruction,
  step: DependencyStep,
  exists: (path: string) => boolean | undefined,
): Edit[] {
  const eol = lineBreakOf(text);
  const folder = folderOf(copy);
  const manifests = step.manifests.filter((file) => exists(file) !== false);
  const first = `COPY ${(manifests.length > 0 ? manifests : step.manifests).join(' ')} ${folder}${eol}`;
  const after = text.indexOf('\n', run.span.end);
  const moved = text.slice(copy.span.start, copy.span.end);
  const below = after === -1 ? insert(text.length, `${eol}${moved}`) : insert(after + 1, `${moved}${eol}`);
  return [insert(lineStart(text, copy.span.start), first), remove(wholeLines(text, copy.span)), below];
}
