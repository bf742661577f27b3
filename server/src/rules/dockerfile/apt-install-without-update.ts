import { defineRule } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import type { RunCommand, Stage } from '../../languages/dockerfile/model.js';
import { packageCall } from '../shared/osPackages.js';
import { isApt, isBuiltOn, isScript, removesFolder } from '../shared/packageManagers.js';
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
    File(file, ctx) {
      // Looked for once: a long file has many commands, and few that matter here.
      let events: readonly RunCommand[] | undefined;
      for (const command of file.commandsNamed('apt-get')) {
        const call = packageCall(command, 'install');
        if (call === undefined || call.packages.length === 0) continue;
        // Packages given as files need no index.
        if (call.packages.every(({ value }) => /\.deb$|^\.{0,2}\//.test(value))) continue;
        const { run } = command;
        if (run.onbuild !== undefined || run.mounts.some(({ type }) => type === 'cache' || type === 'bind')) continue;
        const lists = listsBefore((events ??= file.commands.filter(isEvent)), command);
        if (lists === 'unknown' || lists === 'present') continue;
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
      }
    },
  },
});

type Lists = 'present' | 'absent' | 'unknown' | RunCommand;

/** Whether the command may say something of apt's lists. */
const isEvent = (command: RunCommand): boolean =>
  isApt(command) || bringsRepository.test(command.name) || isScript(command) || removesLists(command);

const bringsRepository = /^(?:add-apt-repository|apt-add-repository|install_packages)$/;

/** What is known of apt's lists where `command` runs; the command that removed them, when one did. */
function listsBefore(events: readonly RunCommand[], command: RunCommand): Lists {
  const { run } = command;
  let lists: Lists = run.stage?.base.facts?.packageManager === 'apt' ? 'absent' : 'unknown';
  if (runsUnread(run.stage, run.index)) return 'unknown';
  for (const other of events) {
    const isEarlier = other.run.index < run.index && isBuiltOn(run.stage, other.run.stage);
    if (other.nameWord === command.nameWord) return lists;
    if (!isEarlier && other.run !== run) continue;
    if (isApt(other) && packageCall(other, 'update') !== undefined) lists = 'present';
    else if (bringsRepository.test(other.name) || isScript(other)) lists = 'unknown';
    else if (removesLists(other)) lists = other.conditional ? 'unknown' : other;
  }
  return lists;
}

const removesLists = (command: RunCommand): boolean =>
  isApt(command) ? packageCall(command, 'dist-clean', 'distclean') !== undefined : removesFolder([command], '/var/lib/apt/lists');

/** A RUN above whose text is not shell may have done anything. */
function runsUnread(stage: Stage | undefined, index: number): boolean {
  for (let at = stage; at !== undefined; at = at.parent)
    if (at.instructions.some((other) => other.kind === 'RUN' && other.index < index && other.script() === undefined)) return true;
  return false;
}
