import { defineRule } from '../../engine/rule/define.js';
import type { Fix, RuleContext } from '../../engine/rule/define.js';
import { remove, replace } from '../../engine/text/span.js';
import type { Flag, Instruction } from '../../languages/dockerfile/model.js';
import { flags as known, nearest, type Keyword } from '../../languages/dockerfile/vocabulary.js';
import { removeFlag } from '../shared/flagEdits.js';
import page from './unknown-flag.md';

export default defineRule({
  id: 'dockerfile/unknown-flag',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: [
    'dockerfile-utils:UNKNOWN_ADD_FLAG',
    'dockerfile-utils:UNKNOWN_COPY_FLAG',
    'dockerfile-utils:UNKNOWN_FROM_FLAG',
    'dockerfile-utils:UNKNOWN_HEALTHCHECK_FLAG',
  ],
  fix: 'review',
  page,
  check: {
    From: check,
    Run: check,
    Copy: check,
    Add: check,
    Healthcheck: check,
  },
});

function check({ kind, flags, keyword, rest, source, span }: Instruction, ctx: RuleContext): void {
  const table = known[kind as Keyword];
  // `RUN --x` alone is not finished yet.
  if (table === undefined || (kind === 'RUN' && rest.text === '')) return;
  if (source.includes('--')) tellOfEnd(source.slice(keyword.span.end - span.start, rest.span.start - span.start), keyword.span.end, ctx);
  if (flags.length === 0) return;
  for (const flag of flags) {
    if (Object.hasOwn(table, flag.name)) continue;
    const near = nearest(flag.name, Object.keys(table));
    ctx.report({
      at: flag.nameSpan,
      message: `\`${keyword.text}\` has no flag \`--${flag.name}\`, so the build fails${near === undefined ? '' : `; \`--${near}\` is one`}.`,
      fix: () => fixes(flag, near, ctx.text),
    });
  }
}

/** `COPY -- a b`: BuildKit reads it as the end of the flags, and other tools as a flag without a name. */
function tellOfEnd(between: string, from: number, ctx: RuleContext): void {
  const match = /(^|\s)--(?=\s|$)/.exec(between);
  if (match === null) return;
  const start = from + match.index + (match[1]?.length ?? 0);
  ctx.report({
    at: { start, end: start + 2 },
    severity: 'hint',
    message: '`--` ends the flags, which end here anyway; not every tool that reads Dockerfiles knows it.',
    fix: () => ({ title: 'Remove `--`', edits: [remove({ start: start - (match[1]?.length ?? 0), end: start + 2 })] }),
  });
}

function fixes(flag: Flag, near: string | undefined, text: string): Fix[] {
  const drop: Fix = { title: `Remove \`${flag.text}\``, edits: [removeFlag(text, flag)] };
  return near === undefined ? [drop] : [{ title: `Change to \`--${near}\``, edits: [replace(flag.nameSpan, `--${near}`)] }, drop];
}
