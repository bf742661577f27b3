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
      let events: readonly Event[] | undefined;
      const unread = new Map<Stage, number>();
      for (const command of file.commandsNamed('apt-get')) {
        const call = packageCall(command, 'install');
        if (call === undefined || call.packages.length === 0) continue;
        // Packages given as files need no index.
        if (call.packages.every(({ value }) => /\.deb$|^\.{0,2}\//.test(value))) continue;
        const { run } = command;
        if (run.onbuild !== undefined || run.mounts.some(({ type }) => type === 'cache' || type === 'bind')) continue;
        if (runsUnread(run.stage, run.index, unread)) continue;
        const lists = listsBefore((events ??= file.commands.flatMap(effectOf)), command);
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

/** What a command does to apt's lists. */
interface Event {
  readonly command: RunCommand;
  readonly effect: 'fetches' | 'removes' | 'unknown';
}

function effectOf(command: RunCommand): readonly Event[] {
  const { name } = command;
  if (isApt(command) && packageCall(command, 'update') !== undefined) return [{ command, effect: 'fetches' }];
  if (bringsRepository.test(name) || isScript(command)) return [{ command, effect: 'unknown' }];
  const isRemoval =
    name === 'rm' || name === 'find'
      ? removesFolder([command], '/var/lib/apt/lists')
      : isApt(command) && packageCall(command, 'dist-clean', 'distclean') !== undefined;
  return isRemoval ? [{ command, effect: command.conditional ? 'unknown' : 'removes' }] : [];
}

const bringsRepository = /^(?:add-apt-repository|apt-add-repository|install_packages)$/;

/** What is known of apt's lists where `command` runs; the command that removed them, when one did. */
function listsBefore(events: readonly Event[], { run, nameWord }: RunCommand): Lists {
  let lists: Lists = run.stage?.base.facts?.packageManager === 'apt' ? 'absent' : 'unknown';
  for (const { command: other, effect } of events) {
    if (other.run.index > run.index || (other.run === run && other.nameWord.span.start >= nameWord.span.start)) break;
    if (other.run !== run && !(other.run.index < run.index && isBuiltOn(run.stage, other.run.stage))) continue;
    lists = effect === 'fetches' ? 'present' : effect === 'unknown' ? 'unknown' : other;
  }
  return lists;
}

/** A RUN above whose text is not shell may have done anything. `known` has the first of each stage. */
function runsUnread(stage: Stage | undefined, index: number, known: Map<Stage, number>): boolean {
  for (let at = stage; at !== undefined; at = at.parent) {
    let first = known.get(at);
    if (first === undefined) {
      first = at.instructions.find((other) => other.kind === 'RUN' && other.script() === undefined)?.index ?? Number.POSITIVE_INFINITY;
      known.set(at, first);
    }
    if (first < index) return true;
  }
  return false;
}
