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
  // A dozen rules ask this of each command: nothing is made for an answer that is nearly always no, steps of iterators neither.
  const { args } = command;
  for (let i = 0; i < args.length; i++) {
    const word = args[i] as ShellWord;
    const { value } = word;
    if (value.charCodeAt(0) !== dash || value.length === 1) continue;
    if (value === '--') return undefined;
    const equals = value.indexOf('=');
    const end = equals === -1 ? value.length : equals;
    for (let each = 0; each < names.length; each++) {
      const name = names[each] as string;
      if (isShort(name)) {
        if (isBundled(name.charAt(1), value)) return word;
      } else if (name.length === end && value.startsWith(name) && !/=(?:false|no|0)$/i.test(value)) return word;
    }
  }
  return undefined;
}

const dash = 45;

const isShort = (name: string): boolean => name.length === 2 && /^-[A-Za-z0-9]$/.test(name);

/** Whether a short option is among those of `-yqq`. */
function isBundled(letter: string, value: string): boolean {
  const at = value.indexOf(letter, 1);
  return at !== -1 && /^-[A-Za-z0-9]+$/.test(value.slice(0, at + 1));
}

/** The value of one of `names`: `--uid 5`, `--uid=5`, `-u 5`, `-u5`. */
export function optionValue(command: ShellCommand, ...names: readonly string[]): ShellWord | undefined {
  for (let i = 0; i < command.args.length; i++) {
    const word = command.args[i] as ShellWord;
    const { value } = word;
    if (value === '--') return undefined;
    for (let each = 0; each < names.length; each++) {
      const name = names[each] as string;
      if (!value.startsWith(name)) continue;
      if (value.length === name.length) return command.args[i + 1];
      if (isShort(name)) return partOf(word, name.length);
      if (value.charAt(name.length) === '=' && value.length > name.length + 1) return partOf(word, name.length + 1);
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

const noValues: ReadonlySet<string> = new Set();

/** Words that are no options, without the values of options in `valued`: the first is the sub-command, if the program has them. */
export function operands(command: ShellCommand, valued: ReadonlySet<string> = noValues): readonly ShellWord[] {
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
