import { defineRule, type Fix, type RuleContext, type Surroundings } from '../../engine/rule/define.js';
import { remove } from '../../engine/text/span.js';
import { ignoreFilePaths } from '../../languages/builders/ignoreFiles.js';
import type { AddInstruction, CopyInstruction } from '../../languages/dockerfile/model.js';
import { compilePattern } from '../../languages/dockerignore/match.js';
import { sourcesOf, type ContextSource } from '../shared/contextSources.js';
import { appendLines, buildsOf, type IgnoreFile } from '../shared/ignorePatterns.js';
import { leavesFiles } from '../shared/layers.js';
import { secretFile } from '../shared/secretFiles.js';
import page from './secret-file-copied.md';

export default defineRule({
  id: 'dockerfile/secret-file-copied',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['dockle:CIS-DI-0010'],
  fix: 'review',
  page,
  needs: ['build.context'],
  check: {
    File(model, ctx) {
      // Looked for once for all instructions, and only when one of them asks.
      let found: FirstBuild | undefined;
      const buildOf = (): FirstBuild => (found ??= firstBuildOf(ctx));
      for (const copy of model.ofKind('COPY')) check(copy, buildOf, ctx);
      for (const add of model.ofKind('ADD')) check(add, buildOf, ctx);
    },
  },
});

interface FirstBuild {
  readonly context: Surroundings;
  readonly ignore: IgnoreFile | undefined;
  /** Where an ignore file would be made. */
  readonly ignorePath: () => string;
}

/** Of several builds the first tells: what one of them takes along is in an image. */
function firstBuildOf({ near }: RuleContext): FirstBuild {
  const first = buildsOf(near)[0];
  if (first === undefined) return { context: near, ignore: undefined, ignorePath: () => '.dockerignore' };
  const { context, ignore } = first;
  return { context: context.near, ignore, ignorePath: () => ignoreFilePaths(near, context).at(-1) ?? '.dockerignore' };
}

function check(instruction: CopyInstruction | AddInstruction, buildOf: () => FirstBuild, ctx: RuleContext): void {
  const sources = sourcesOf(instruction);
  if (sources.length === 0 || instruction.flags.some((flag) => flag.name === 'exclude')) return;
  const { ignore, context, ignorePath } = buildOf();
  const isLeftOut = (path: string): boolean => ignore?.matcher.isIgnored(path) ?? false;
  for (const source of sources) {
    const { word, path, wildcard } = source;
    const what = wildcard ? undefined : secretOf(path, context);
    if (what !== undefined) {
      // What is left out cannot be copied; `copy-ignored-source` tells.
      if (!isLeftOut(path)) report(`\`${word.value}\` is ${what}`, source, ctx, removalOf(source));
      continue;
    }
    // Where nothing at all is left out, `missing-dockerignore` names the secrets.
    if (path === '.' && ignore === undefined) continue;
    const inside = pathsTakenBy(source, context).filter((found) => secretOf(found, context) !== undefined && !isLeftOut(found));
    if (inside.length === 0) continue;
    const names = inside.map((found) => `\`${found}\``).join(', ');
    report(`\`${word.value}\` takes ${names} along`, source, ctx, ignoring(inside, ignore, ignorePath()));
  }
}

function secretOf(path: string, context: Surroundings): string | undefined {
  return secretFile(path, (file) => context.read(file));
}

function report(opening: string, { instruction, word }: ContextSource, ctx: RuleContext, fix: Fix | undefined): void {
  const stays = leavesFiles(instruction);
  ctx.report({
    at: word.span,
    message: `${opening}: ${stays ? 'everybody who has the image can read it in its layer' : 'it stays in the build cache of this stage'}.`,
    // A stage that is not shipped leaks to fewer.
    ...(stays ? {} : { severity: 'info' as const }),
    fix: () => fix,
  });
}

/** The files directly in a folder that is copied, or those that a wildcard matches, as far as the disk shows them. */
function pathsTakenBy({ path, wildcard }: ContextSource, context: Surroundings): string[] {
  const at = path.lastIndexOf('/');
  const folder = !wildcard ? path : at === -1 ? '.' : path.slice(0, at);
  const matches = wildcard ? compilePattern(path.slice(at + 1)) : () => true;
  if (matches === undefined || /[*?[]/.test(folder)) return [];
  // The listing of the folder above is known already, and asking for that of a file is dear.
  if (folder !== '.') {
    const above = folder.lastIndexOf('/');
    const names = context.list(above === -1 ? '.' : folder.slice(0, above));
    if (names?.includes(`${folder.slice(above + 1)}/`) !== true) return [];
  }
  return (context.list(folder) ?? [])
    .filter((name) => matches(name.replace(/\/$/, '')))
    .map((name) => (folder === '.' ? name : `${folder}/${name}`))
    .map((found) => found.replace(/\/$/, ''));
}

function ignoring(paths: readonly string[], ignore: IgnoreFile | undefined, ignorePath: string): Fix {
  const file = ignore?.path ?? ignorePath;
  const edits = [appendLines(ignore?.text ?? '', paths)];
  return { title: `Add ${paths.map((path) => `\`${path}\``).join(', ')} to \`${file}\``, edits: [], files: [{ path: file, edits }] };
}

/** Takes one of several sources out; an instruction with one source may be more than a slip. */
function removalOf({ instruction, word }: ContextSource): Fix | undefined {
  const { sources, json } = instruction;
  const next = sources[sources.indexOf(word) + 1] ?? instruction.destination;
  if (json !== undefined || sources.length < 2 || next === undefined) return undefined;
  return { title: `Do not copy \`${word.value}\``, edits: [remove({ start: word.span.start, end: next.span.start })] };
}
