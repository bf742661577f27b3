import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import type { RunCommand, Stage } from '../../languages/dockerfile/model.js';
import page from './wget-and-curl.md';

export default defineRule({
  id: 'dockerfile/wget-and-curl',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['hadolint:DL4001', 'trivy:DS-0014', 'semgrep:use-either-wget-or-curl', 'tally:hadolint/DL4001'],
  fix: 'none',
  page,
  check: {
    Command: { wget: check, curl: check },
  },
});

/** Tells where the second of the two programs comes in. */
function check(command: RunCommand, ctx: RuleContext): void {
  const { name, run } = command;
  if (firstCommand(run.stage, name) !== command) return;
  const other = firstCommand(run.stage, name === 'wget' ? 'curl' : 'wget');
  if (other === undefined || other.span.start > command.span.start) return;
  ctx.report({
    at: command.nameWord.span,
    message: `\`${name}\` does what \`${other.name}\` above does; with one of them the image is smaller and there is one to configure.`,
    related: [{ at: other.nameWord.span, message: `\`${other.name}\` is used here` }],
  });
}

function firstCommand(stage: Stage | undefined, name: string): RunCommand | undefined {
  for (const instruction of stage?.instructions ?? []) {
    const ran = instruction.kind === 'ONBUILD' ? instruction.trigger : instruction;
    const found = ran?.kind === 'RUN' ? ran.commands.find((command) => command.name === name) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
