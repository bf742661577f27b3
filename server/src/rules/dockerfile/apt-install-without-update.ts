import { defineRule } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import type { Instruction, RunCommand, RunInstruction, Stage } from '../../languages/dockerfile/model.js';
import { packageCall } from '../shared/osPackages.js';
import { isApt, isScript, removesFolder } from '../shared/packageManagers.js';
import { isExecForm } from '../shared/runEdits.js';
import page from './apt-install-without-update.md';

export default defineRule({
  id: 'dockerfile/apt-install-without-update',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'review',
  page,
  check: {
    Command: {
      'apt-get'(command, ctx) {
        const { run } = command;
        const call = packageCall(command, 'install');
        if (call === undefined || call.packages.length === 0 || run.onbuild !== undefined) return;
        // Packages given as files need no index.
        if (call.packages.every(({ value }) => /\.deb$|^\.{0,2}\//.test(value))) return;
        if (run.mounts.some(({ type }) => type === 'cache' || type === 'bind')) return;
        const lists = listsBefore(command);
        if (lists === 'unknown' || lists === 'present' || isUnreadAbove(run)) return;
        const sudo = command.wrapper?.name === 'sudo' ? 'sudo ' : '';
        const canPrefix = !isExecForm(command) && command.pipeline.index === 0 && (command.wrapper === undefined || sudo !== '');
        const why = lists === 'absent' ? 'the base image ships without them and nothing above fetched them' : 'they were removed above';
        ctx.report({
          at: call.verb.span,
          message: `\`apt-get install\` finds no package lists here: ${why}.`,
          ...(lists === 'absent' ? {} : { related: [{ at: lists.span, message: 'Removed here.' }] }),
          fix: () =>
            canPrefix
              ? { title: 'Run `apt-get update` before it', edits: [insert(command.span.start, `${sudo}apt-get update && `)] }
              : undefined,
        });
      },
    },
  },
});

type Lists = 'present' | 'absent' | 'unknown' | RunCommand;

/** What is known of apt's lists where `command` runs; the command that removed them, when one did. */
function listsBefore({ run, siblings, nameWord }: RunCommand): Lists {
  let lists: Lists | undefined;
  for (const sibling of siblings) {
    const left = listsAfter(sibling);
    if (left === undefined) continue;
    if (sibling.nameWord.span.start >= nameWord.span.start) break;
    lists = left;
  }
  if (lists !== undefined) return lists;
  // Of what runs above, the nearest that has to do with them tells.
  let below: Instruction | undefined = run;
  for (let stage = run.stage; stage !== undefined; stage = stage.parent) {
    const { instructions } = stage;
    for (let i = below === undefined ? instructions.length - 1 : instructions.indexOf(below) - 1; i >= 0; i--) {
      const left = listsLeftBy(instructions[i] as Instruction);
      if (left !== undefined) return left;
    }
    below = undefined;
  }
  return run.stage?.base.facts?.packageManager === 'apt' ? 'absent' : 'unknown';
}

function listsLeftBy(instruction: Instruction): Lists | undefined {
  const ran = instruction.kind === 'ONBUILD' ? instruction.trigger : instruction;
  if (ran?.kind !== 'RUN') return undefined;
  const { commands } = ran;
  for (let i = commands.length - 1; i >= 0; i--) {
    const left = listsAfter(commands[i] as RunCommand);
    if (left !== undefined) return left;
  }
  return undefined;
}

/** Undefined when the command leaves apt's lists as they are. */
function listsAfter(command: RunCommand): Lists | undefined {
  const { name } = command;
  if (isApt(command) && packageCall(command, 'update') !== undefined) return 'present';
  if (bringsRepository.test(name) || isScript(command)) return 'unknown';
  const isRemoval =
    name === 'rm' || name === 'find'
      ? removesFolder([command], '/var/lib/apt/lists')
      : isApt(command) && packageCall(command, 'dist-clean', 'distclean') !== undefined;
  return !isRemoval ? undefined : command.conditional ? 'unknown' : command;
}

const bringsRepository = /^(?:add-apt-repository|apt-add-repository|install_packages)$/;

/** A RUN above whose text is not shell may have done anything. */
function isUnreadAbove(run: RunInstruction): boolean {
  const isUnread = (other: Instruction): boolean => other.kind === 'RUN' && other.script() === undefined;
  const { stage } = run;
  const own = stage?.instructions ?? [];
  if (own.slice(0, own.indexOf(run)).some(isUnread)) return true;
  for (let at: Stage | undefined = stage?.parent; at !== undefined; at = at.parent) if (at.instructions.some(isUnread)) return true;
  return false;
}
