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
    Copy(copy, ctx) {
      if (copy.onbuild !== undefined || !copiesTree(copy)) return;
      const { stage } = copy;
      const instructions = stage?.instructions ?? [];
      const at = instructions.indexOf(copy);
      const above = instructions.slice(0, at);
      // The first copy of everything tells.
      if (stage === undefined || above.some((other) => other.kind === 'COPY' && copiesTree(other))) return;
      for (let i = at + 1; i < instructions.length; i++) {
        const run = instructions[i] as Instruction;
        if (run.kind !== 'RUN') continue;
        const step = dependencyStep(run);
        if (step === undefined && tellOfBuild(copy, run, stage, ctx)) return;
        if (step === undefined) continue;
        const source = copy.sources.find(isTree);
        // An install above has the manifests by themselves, copied or mounted: this one is for the project itself.
        if (source === undefined || above.some((other) => installs(other, step))) return;
        ctx.report({
          at: source.span,
          message: `\`${source.text}\` is copied before \`${step.name}\`, so every change of a source file installs all dependencies again.`,
          related: [{ at: run.keyword.span, message: 'the install that is repeated' }],
          fix: () => ({
            title: `Copy ${step.manifests.join(' and ')} first, the rest after the install`,
            edits: moveBelow(ctx.text, copy, run, step, ctx.near.exists),
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

/** Everything that is in the context. */
function copiesTree(copy: CopyInstruction): boolean {
  return copy.sources.some(isTree) && copy.from === undefined && copy.heredocs.length === 0;
}

/** Whether it is a RUN with the same step. */
function installs(instruction: Instruction, { isManifest }: DependencyStep): boolean {
  return instruction.kind === 'RUN' && dependencyStep(instruction)?.isManifest === isManifest;
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
