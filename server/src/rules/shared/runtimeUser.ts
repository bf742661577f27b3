import type { Fix } from '../../engine/rule/define.js';
import { lineEnd } from '../../engine/text/lines.js';
import { insert, type Edit } from '../../engine/text/span.js';
import { lineBreakOf } from '../../engine/text/lines.js';
import { createdAccounts } from '../../languages/dockerfile/accounts.js';
import type { Instruction, Stage } from '../../languages/dockerfile/model.js';
import { startCommands } from '../../languages/dockerfile/startCommand.js';
import { lineAbove } from './insertion.js';

/** The user that an image's container starts as, and how to give it another. */

/** Programs that give up root when the container starts, and scripts that are known to call them. */
export function dropsPrivileges(stage: Stage): boolean {
  const text = /\b(?:gosu|su-exec|setpriv|runuser|chpst|setuidgid|s6-setuidgid)\b/;
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) {
    if (at.instructions.some(({ kind, source }) => /^(?:RUN|CMD|ENTRYPOINT|COPY)$/.test(kind) && text.test(source))) return true;
  }
  return startCommands(stage).some(({ name }) => name === 'su' || name === 'docker-entrypoint.sh');
}

/** A container that only offers a prompt is no service. */
export function isInteractive(stage: Stage): boolean {
  const { cmd, entrypoint } = stage;
  const start = entrypoint ?? cmd;
  if (start === undefined) return false;
  const commands = startCommands(stage);
  const [only] = commands;
  if (only === undefined || commands.length > 1 || only.nameWord.value.startsWith('./')) return false;
  return (
    /^(?:(?:ba|da|a|z|fi|k)?sh|pwsh|node|python3?|irb|R|ipython|julia|ghci|jshell|iex|psql)$/.test(only.name) &&
    only.args.every(({ value }) => /^(?:-i|-l|--login|-it)$/.test(value))
  );
}

/** Above the first instruction that says what starts, or at the end of the file. */
export function beforeStart(text: string, stage: Stage, lines: readonly string[]): Edit {
  const own = [stage.healthcheck, stage.entrypoint, stage.cmd].filter(
    (instruction): instruction is NonNullable<typeof instruction> => instruction?.stage === stage,
  );
  const user = stage.end.user?.stage === stage ? stage.end.user : undefined;
  const after = own.filter(({ index }) => index > (user?.index ?? -1)).sort((a, b) => a.index - b.index)[0];
  const eol = lineBreakOf(text);
  if (after !== undefined) return lineAbove(text, after, lines.join(eol));
  const last: Instruction | undefined = stage.instructions.at(-1) ?? stage.from;
  return insert(last === undefined ? text.length : lineEnd(text, last.span.end), `${eol}${lines.join(eol)}`);
}

/** Switches to an account that is there, or creates one for the distribution. Undefined where the distribution is not known. */
export function switchUser(text: string, stage: Stage): Fix | undefined {
  const created = createdAccounts(stage)
    .filter(({ run, uid }) => run.stage !== undefined && uid !== 0)
    .at(-1);
  if (created !== undefined) {
    const who = created.uid === undefined ? created.name : String(created.uid);
    return { title: `Switch to \`${created.name}\` with \`USER ${who}\``, edits: [beforeStart(text, stage, [`USER ${who}`])] };
  }
  const { facts, scratch } = stage.base;
  const ready = facts?.nonRootUser;
  if (ready !== undefined)
    return { title: `Switch to \`${ready.name}\` with \`USER ${ready.uid}\``, edits: [beforeStart(text, stage, [`USER ${ready.uid}`])] };
  if (scratch || facts?.shell === 'none') return { title: 'Switch to the number 65532', edits: [beforeStart(text, stage, ['USER 65532'])] };
  const command = creationCommand(stage);
  if (command === undefined) return undefined;
  return { title: 'Create a user and switch to it', edits: [beforeStart(text, stage, [`RUN ${command}`, 'USER 10001'])] };
}

/** https://man7.org/linux/man-pages/man8/useradd.8.html; busybox has `adduser` alone. */
function creationCommand({ base: { facts } }: Stage): string | undefined {
  if (facts?.shell === 'busybox') return 'adduser -S -D -H -u 10001 app';
  if (facts?.packageManager === undefined || facts.packageManager === 'none') return undefined;
  return 'useradd --system --uid 10001 --user-group --no-create-home app';
}
