import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import type { AddInstruction, CopyInstruction } from '../../languages/dockerfile/model.js';
import { sourcesOf } from '../shared/contextSources.js';
import { appendLines, ignoreFileOf, type IgnoreFile } from '../shared/ignorePatterns.js';
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
  check: {
    File(model, ctx) {
      const copies = [...model.ofKind('COPY'), ...model.ofKind('ADD')];
      const ignore = copies.length === 0 ? undefined : ignoreFileOf(ctx.near);
      if (ignore !== undefined) for (const copy of copies) check(copy, ignore, ctx);
    },
  },
});

function check(instruction: CopyInstruction | AddInstruction, ignore: IgnoreFile, ctx: RuleContext): void {
  const sources = sourcesOf(instruction).filter(({ path, wildcard }) => !wildcard && path !== '.');
  for (const { word, path } of sources) {
    const pattern = ignore.matcher.decidedBy(path);
    if (pattern === undefined || pattern.negated || ignore.matcher.mayPutBackBelow(path)) continue;
    ctx.report({
      at: word.span,
      message: `\`${word.value}\` is left out by \`${pattern.text}\` in \`${ignore.path}\`: the builder does not have it, and the build fails.`,
      related: [{ at: pattern.span, message: 'This pattern leaves it out.', path: ignore.path }],
      fix: () =>
        secretFile(path, (file) => ctx.near.read(file)) !== undefined
          ? undefined
          : {
              title: `Add \`!${path}\` to \`${ignore.path}\``,
              edits: [],
              files: [{ path: ignore.path, edits: [appendLines(ignore.text, [`!${path}`])] }],
            },
    });
  }
}
