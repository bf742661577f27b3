import type { ShellCommand, ShellWord } from './shell.js';

/**
 * Reading a command's options as the program itself does: long and short ones, bundled short ones (`-yqq`), values behind
 * an equals sign or as the next word.
 */

/** Whether one of `names` is given: `-y`, `--yes`. A short name is also found inside a bundle. `--yes=false` does not count. */
export function hasOption(command: ShellCommand, ...names: readonly string[]): boolean {
  return findOption(command, ...names) !== undefined;
}

/** The word that gives one of `names`. */
export function findOption(command: ShellCommand, ...names: readonly string[]): ShellWord | undefined {
  const shorts = names.filter((name) => /^-[A-Za-z0-9]$/.test(name)).map((name) => name[1] ?? '');
  const longs = names.filter((name) => !/^-[A-Za-z0-9]$/.test(name));
  for (const word of command.args) {
    const { value } = word;
    if (value === '--') return undefined;
    if (!value.startsWith('-') || value === '-') continue;
    const equals = value.indexOf('=');
    const name = equals === -1 ? value : value.slice(0, equals);
    if (longs.includes(name) && !/=(?:false|no|0)$/i.test(value)) return word;
    if (shorts.length > 0 && /^-[A-Za-z0-9]+/.test(value) && !value.startsWith('--')) {
      const bundle = /^-([A-Za-z0-9]+)/.exec(value)?.[1] ?? '';
      if (shorts.some((short) => bundle.includes(short))) return word;
    }
  }
  return undefined;
}

/** The value of one of `names`: `--uid 5`, `--uid=5`, `-u 5`, `-u5`. */
export function optionValue(command: ShellCommand, ...names: readonly string[]): ShellWord | undefined {
  for (let i = 0; i < command.args.length; i++) {
    const word = command.args[i] as ShellWord;
    if (word.value === '--') return undefined;
    for (const name of names) {
      if (word.value === name) return command.args[i + 1];
      const isShort = /^-[A-Za-z0-9]$/.test(name);
      const prefix = isShort ? name : `${name}=`;
      if (word.value.startsWith(prefix) && word.value.length > prefix.length && !(isShort && word.value.startsWith('--'))) {
        return partOf(word, prefix.length);
      }
    }
  }
  return undefined;
}

/** How often a short letter or long name is given: `-qq` counts twice. */
export function countOption(command: ShellCommand, short: string, long: string): number {
  let count = 0;
  for (const { value } of command.args) {
    if (value === long) count++;
    else if (/^-[A-Za-z]+$/.test(value)) count += value.slice(1).split(short).length - 1;
  }
  return count;
}

/** Words that are no options, without the values of options in `valued`: the first is the sub-command, if the program has them. */
export function operands(command: ShellCommand, valued: ReadonlySet<string> = new Set()): readonly ShellWord[] {
  const found: ShellWord[] = [];
  for (let i = 0; i < command.args.length; i++) {
    const word = command.args[i] as ShellWord;
    if (word.value === '--') return [...found, ...command.args.slice(i + 1)];
    if (word.value.startsWith('-') && word.value.length > 1) {
      if (valued.has(word.value)) i++;
      continue;
    }
    found.push(word);
  }
  return found;
}

/** The part of a word behind its first `length` characters, when the word is written without quotes. */
function partOf(word: ShellWord, length: number): ShellWord {
  const value = word.value.slice(length);
  const quoted = word.text !== word.value;
  const span = quoted ? word.span : { start: word.span.start + length, end: word.span.end };
  return { text: quoted ? word.text : word.text.slice(length), value, literal: word.literal, span };
}
