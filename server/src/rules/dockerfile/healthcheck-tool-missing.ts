import { defineRule } from '../../engine/rule/define.js';
import type { Fix, RuleContext } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import type { CmdInstruction, HealthcheckInstruction, Stage } from '../../languages/dockerfile/model.js';
import { askingCommand } from '../shared/healthcheck.js';
import { healthcheckUrl } from '../../languages/dockerfile/startCommand.js';
import page from './healthcheck-tool-missing.md';

export default defineRule({
  id: 'dockerfile/healthcheck-tool-missing',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'review',
  page,
  check: {
    Healthcheck: check,
    Cmd: check,
  },
});

function check(instruction: HealthcheckInstruction | CmdInstruction, ctx: RuleContext): void {
  const { stage, onbuild } = instruction;
  if (stage === undefined || onbuild !== undefined) return;
  const absent = stage.base.facts?.absentTools;
  if (absent === undefined) return;
  for (const command of instruction.script()?.commands ?? []) {
    if (command.nameWord.value !== command.name || !/^(?:curl|wget|nc)$/.test(command.name)) continue;
    if (!absent.has(command.name) || isBrought(stage, command.name, instruction.index)) continue;
    ctx.report({
      at: command.nameWord.span,
      message: `\`${stage.base.image?.text ?? 'The base image'}\` has no \`${command.name}\` and no RUN installs it, so ${instruction.kind === 'CMD' ? 'the command fails' : 'every check fails and the container is unhealthy'}.`,
      fix: () => (instruction.kind === 'HEALTHCHECK' ? checkWithout(instruction, stage, ctx.text) : undefined),
    });
    return;
  }
}

/** Any word of a command or copied path that holds the name counts: packages have many names. */
function isBrought(stage: Stage, name: string, before: number): boolean {
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) {
    for (const instruction of at.instructions) {
      if (at === stage && instruction.index > before) break;
      if (instruction.kind === 'RUN') {
        const script = instruction.script();
        // An unread script, or a list of packages from a file, may install anything.
        if (script === undefined || script.errors.length > 0) return true;
        for (const command of script.commands) {
          if (command.args.some(({ value }) => value.includes(name) || (name === 'nc' && /netcat|ncat/.test(value)))) return true;
          if (/\.sh$/.test(command.name) || /^(?:xargs|make|ansible-playbook)$/.test(command.name)) return true;
          if (/^(?:apt-get|apt|apk|dnf|yum|microdnf)$/.test(command.name) && command.args.some(({ literal }) => !literal)) return true;
        }
      } else if (instruction.kind === 'COPY' || instruction.kind === 'ADD') {
        const paths = [...instruction.sources, ...(instruction.destination === undefined ? [] : [instruction.destination])];
        if (
          paths.some(
            ({ value }) => value.includes(name) || /^\/(?:usr\/?|usr\/bin\/?|bin\/?|usr\/local\/?|usr\/local\/bin\/?)?$/.test(value),
          )
        )
          return true;
      }
    }
  }
  return false;
}

function checkWithout(instruction: HealthcheckInstruction, stage: Stage, text: string): Fix | undefined {
  const at = instruction.command?.span;
  const target = healthcheckUrl(stage);
  if (at === undefined || target === undefined || text.slice(at.start, at.end).includes('\n')) return undefined;
  const command = askingCommand(stage, target.url);
  return command === undefined ? undefined : { title: `Check with ${command.by} instead`, edits: [replace(at, command.words)] };
}
