import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import type { BuildContext } from '../../languages/builders/context.js';
import type { AddInstruction, CopyInstruction } from '../../languages/dockerfile/model.js';
import type { IgnorePattern } from '../../languages/dockerignore/language.js';
import { saidHere, sourcesOf } from '../shared/contextSources.js';
import { appendLines, buildsOf, type Build, type IgnoreFile } from '../shared/ignorePatterns.js';
import { secretFile } from '../shared/secretFiles.js';
import page from './copy-ignored-source.md';

export default defineRule({
  id: 'dockerfile/copy-ignored-source',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['buildkit:CopyIgnoredFile', 'tally:buildkit/CopyIgnoredFile'],
  fix: 'review',
  page,
  needs: ['build.context'],
  check: {
    File(model, ctx) {
      const copies = model.ofKind('COPY');
      const adds = model.ofKind('ADD');
      if (copies.length === 0 && adds.length === 0) return;
      // Where several builds take the Dockerfile, each of them has to fail.
      const builds = buildsOf(ctx.near);
      if (builds[0]?.ignore === undefined) return;
      for (const copy of copies) check(copy, builds, ctx);
      for (const add of adds) check(add, builds, ctx);
    },
  },
});

function check(instruction: CopyInstruction | AddInstruction, builds: readonly Build[], ctx: RuleContext): void {
  const sources = sourcesOf(instruction).filter(({ path, wildcard }) => !wildcard && path !== '.');
  for (const { word, path } of sources) {
    const [first, ...others] = builds.map((build) => leavesOut(build, path));
    if (first === undefined || others.includes(undefined)) continue;
    const { ignore, pattern, context } = first;
    const { said } = context;
    ctx.report({
      at: word.span,
      message: `\`${word.value}\` is left out by \`${pattern.text}\` in \`${ignore.path}\`: the builder does not have it, and the build fails.`,
      related: [
        { at: pattern.span, message: 'This pattern leaves it out.', path: ignore.path },
        ...(said === undefined || said.data.by === 'command' ? [] : [saidHere(said, ctx)]),
      ],
      fix: () =>
        secretFile(path, (file) => context.near.read(file)) !== undefined
          ? undefined
          : {
              title: `Add \`!${path}\` to \`${ignore.path}\``,
              edits: [],
              files: [{ path: ignore.path, edits: [appendLines(ignore.text, [`!${path}`])] }],
            },
    });
  }
}

interface LeftOut {
  readonly context: BuildContext;
  readonly ignore: IgnoreFile;
  readonly pattern: IgnorePattern;
}

function leavesOut({ context, ignore }: Build, path: string): LeftOut | undefined {
  const pattern = ignore?.matcher.decidedBy(path);
  if (ignore === undefined || pattern === undefined || pattern.negated || ignore.matcher.mayPutBackBelow(path)) return undefined;
  return { context, ignore, pattern };
}
