import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import page from './file-written-by-run.md';

export default defineRule({
  id: 'dockerfile/file-written-by-run',
  language: 'dockerfile',
  severity: 'hint',
  presets: [],
  since: '0.4.0',
  aliases: ['tally:tally/prefer-copy-heredoc'],
  fix: 'none',
  page,
  check: {
    Command: { echo: check, printf: check, cat: checkCat, tee: checkTee },
  },
});

function check(command: RunCommand, ctx: RuleContext): void {
  // What the shell has to work out cannot be copied.
  if (command.args.some(({ value, text }) => /[`$]/.test(value) && !text.startsWith("'"))) return;
  tell(command, ctx);
}

/** `cat > file <<EOF` and `RUN <<EOF cat > file`. */
function checkCat(command: RunCommand, ctx: RuleContext): void {
  const isFed = command.redirects.some(({ operator }) => operator.startsWith('<<')) || command.run.heredocs.length > 0;
  if (isFed && command.args.length === 0) tell(command, ctx);
}

/** `echo … | tee file`. */
function checkTee(command: RunCommand, ctx: RuleContext): void {
  const source = command.siblings.find(({ pipeline }) => pipeline.id === command.pipeline.id && pipeline.index === 0);
  const [target, ...more] = command.args;
  if (source === undefined || !/^(?:echo|printf)$/.test(source.name) || command.pipeline.length !== 2 || more.length > 0) return;
  if (target === undefined || !target.literal || !target.value.startsWith('/') || command.conditional || command.substituted) return;
  if (source.args.some(({ value, text }) => /[`$]/.test(value) && !text.startsWith("'"))) return;
  report(command, target.value, ctx);
}

function tell(command: RunCommand, ctx: RuleContext): void {
  if (command.pipeline.length > 1 || command.conditional || command.substituted || command.run.mounts.some(({ type }) => type === 'bind'))
    return;
  const target = command.redirects.find(({ operator }) => operator === '>' || operator === '>|')?.target;
  if (target === undefined || !target.literal || !target.value.startsWith('/') || /^\/(?:dev|proc|sys)\//.test(target.value)) return;
  report(command, target.value, ctx);
}

function report(command: RunCommand, file: string, ctx: RuleContext): void {
  ctx.report({
    at: command.nameWord.span,
    message: `This writes \`${file}\` with the shell; \`COPY <<EOF ${file}\` holds it as it is.`,
  });
}
