import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import { replace, type Span } from '../../engine/text/span.js';
import type { AddInstruction, CopyInstruction, RunCommand } from '../../languages/dockerfile/model.js';
import page from './world-writable-mode.md';

export default defineRule({
  id: 'dockerfile/world-writable-mode',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['sonar:S2612', 'tally:tally/world-writable-state-path-workaround'],
  fix: 'review',
  page,
  check: {
    Copy: copied,
    Add: copied,
    Command: {
      chmod: changed,
      install(command, ctx) {
        const at = command.args.findIndex(({ value }) => value === '-m' || value === '--mode');
        const mode = at === -1 ? undefined : command.args[at + 1];
        if (mode !== undefined && mode.literal) report(mode.value, mode.span, ctx);
      },
    },
  },
});

function copied({ flags }: CopyInstruction | AddInstruction, ctx: RuleContext): void {
  const mode = flags.find(({ name }) => name === 'chmod')?.value;
  if (mode !== undefined) report(mode.value, mode.span, ctx);
}

function changed(command: RunCommand, ctx: RuleContext): void {
  const mode = command.args.find(({ value }) => !/^-[A-Za-z]*[Rcfv]|^--/.test(value) || /^-[rwx]/.test(value));
  if (mode === undefined || !mode.literal) return;
  // Folders for everybody's temporary files are made so, with the sticky bit.
  if (/^\/(?:var\/)?tmp\/?$/.test(command.args.at(-1)?.value ?? '')) return;
  report(mode.value, mode.span, ctx);
}

function report(mode: string, at: Span, ctx: RuleContext): void {
  if (!isWorldWritable(mode)) return;
  const safer =
    /^[0-7]{3,4}$/.test(mode) && !/^1/.test(mode.slice(0, -3)) ? mode.slice(0, -1) + String(Number(mode.at(-1)) & ~2) : undefined;
  ctx.report({
    at,
    message: `\`${mode}\` lets every process in the container write here; an owner with \`--chown\` does for the one that needs it.`,
    fix: () =>
      safer === undefined
        ? undefined
        : { title: `Change to ${safer}`, edits: [replace(at, ctx.text.slice(at.start, at.end).replace(mode, safer))] },
  });
}

function isWorldWritable(mode: string): boolean {
  if (/^[0-7]{1,4}$/.test(mode)) return (Number(mode.at(-1)) & 2) !== 0 && !/^1[0-7]{3}$/.test(mode);
  return mode.split(',').some((clause) => {
    const match = /^([ugoa]*)([+=])([rwxXst]*)$/.exec(clause);
    // Without a letter before the sign the umask keeps the others out.
    return match !== null && /[oa]/.test(match[1] ?? '') && (match[3] ?? '').includes('w') && !(match[3] ?? '').includes('t');
  });
}
