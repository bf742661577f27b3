import type { RunInstruction, ShellCommand, ShellWord, Stage } from './model.js';
import { optionValue } from './options.js';

/** An account that a RUN of the stage, or of one below it, creates. */
export interface CreatedAccount {
  readonly name: string;
  readonly nameWord: ShellWord;
  /** Undefined when the command leaves the choice to the system, or a variable decides it. */
  readonly uid: number | undefined;
  /** Whether the command names a uid at all. */
  readonly hasUid: boolean;
  readonly group: string | undefined;
  /** Groups besides the primary one, as `-G a,b` names them. */
  readonly supplementary: readonly string[];
  readonly command: ShellCommand;
  readonly run: RunInstruction;
}

/** Options of `useradd`, `usermod` and of both `adduser`s that take a value: man pages useradd(8), adduser(8), and busybox's `adduser --help`. */
const valued: ReadonlySet<string> = new Set(
  '-u --uid -g --gid -G --groups --ingroup -d --home --home-dir -s --shell -c --comment --gecos -b --base-dir -e --expiredate -f --inactive -k --skel -K --key -p --password -R --root -P --prefix --firstuid --lastuid --conf -h'.split(
    ' ',
  ),
);
/** What busybox's `adduser` gives `-g` and `-G` for: the comment and the group. */
const isBusybox = (stage: Stage | undefined): boolean => stage?.base.facts?.shell === 'busybox';

/** Accounts created in the stage and the stages below it, in the order of the file. */
export function createdAccounts(stage: Stage): readonly CreatedAccount[] {
  const found = stage.parent === undefined ? [] : [...createdAccounts(stage.parent)];
  for (const instruction of stage.instructions) {
    if (instruction.kind !== 'RUN') continue;
    const commands = instruction.script()?.commands ?? [];
    for (let i = 0; i < commands.length; i++) {
      const account = readAccount(commands[i] as ShellCommand, instruction);
      if (account !== undefined) found.push(account);
    }
  }
  return found;
}

/** What a `useradd` or `adduser` creates or a `usermod --uid` changes; undefined for any other command, and where the name is not known. */
export function readAccount(command: ShellCommand, run: RunInstruction): CreatedAccount | undefined {
  if (command.name !== 'useradd' && command.name !== 'adduser' && command.name !== 'usermod') return undefined;
  const names: ShellWord[] = [];
  for (let i = 0; i < command.args.length; i++) {
    const word = command.args[i] as ShellWord;
    if (!word.value.startsWith('-')) names.push(word);
    // A bundle as `-rmu 10` takes its value from the last letter.
    else if (valued.has(word.value) || /^-[A-Za-z]*[ugGdsch]$/.test(word.value)) {
      const isFlagOnly = command.name === 'adduser' && isBusybox(run.stage) && /^-[A-Za-z]*[dc]$/.test(word.value);
      if (!isFlagOnly) i++;
    }
  }
  const [nameWord, second] = names;
  // `adduser app www-data` puts an account into a group.
  if (nameWord === undefined || second !== undefined) return undefined;
  const name = run.expand(nameWord.value);
  const uidWord = optionValue(command, '-u', '--uid') ?? bundledUid(command);
  // `usermod` without a number changes something else.
  if (!name.complete || name.value === '' || (command.name === 'usermod' && uidWord === undefined)) return undefined;
  const written = run.expand(uidWord?.value ?? '');
  const number = written.complete && /^\d+$/.test(written.value) ? Number(written.value) : undefined;
  const busybox = isBusybox(run.stage) && command.name === 'adduser';
  const group = busybox ? optionValue(command, '-G') : optionValue(command, '-g', '--gid', '--ingroup');
  const others = busybox || command.name === 'adduser' ? undefined : optionValue(command, '-G', '--groups');
  return {
    name: name.value,
    nameWord,
    uid: number,
    hasUid: uidWord !== undefined,
    group: group?.value,
    supplementary: (others?.value ?? '').split(',').filter((name) => name !== ''),
    command,
    run,
  };
}

function bundledUid(command: ShellCommand): ShellWord | undefined {
  const at = command.args.findIndex(({ value }) => /^-[A-Za-z]+u$/.test(value));
  return at === -1 ? undefined : command.args[at + 1];
}

/** The number behind an account's name: from a RUN of the stage or what is known of its base image. */
export function uidOf(stage: Stage, name: string): number | undefined {
  const created = createdAccounts(stage)
    .filter((account) => account.name === name)
    .at(-1);
  if (created !== undefined) return created.uid;
  const { facts } = stage.base;
  return [facts?.nonRootUser, facts?.defaultUser].find((account) => account?.name === name)?.uid;
}
