import type { Surroundings } from '../../engine/rule/define.js';
import type { Span } from '../../engine/text/span.js';
import { contextsOf, type BuildContext } from '../builders/context.js';
import { ignoreFileOf, type IgnoreFile } from '../builders/readIgnore.js';
import { cleanPath } from '../dockerignore/match.js';
import type { Dockerfile, Instruction } from './model.js';

/** Something that may stand at a place. */
export interface PathOffer {
  readonly kind: 'file' | 'folder' | 'stage';
  /** What is written; folders end in a slash. */
  readonly word: string;
  readonly detail: string;
  /** The ignore file leaves it out, so COPY of it fails. */
  readonly isLeftOut: boolean;
}

export interface PathOffers {
  /** What an offer replaces. */
  readonly span: Span;
  readonly offers: readonly PathOffer[];
}

/** The word before the offset, in an instruction without continuations. */
export interface Typed {
  readonly keyword: string;
  /** Words before the present one, flags left out. */
  readonly before: readonly string[];
  readonly flags: readonly string[];
  readonly word: string;
  readonly isJson: boolean;
}

/**
 * Files and folders of the build context for COPY and ADD, stages for FROM and `--from=`. `trigger` is the character that asked by
 * being typed: a blank asks for the first word alone, as the next may be the destination.
 */
export function offersIn(model: Dockerfile, offset: number, near: Surroundings, trigger?: string): PathOffers | undefined {
  const instruction = instructionBefore(model, offset);
  if (instruction === undefined) return undefined;
  const typed = typedIn(model.text.slice(instruction.span.start, offset), model.escape);
  if (typed === undefined || /[$`\\]/.test(typed.word)) return undefined;
  // Right before a flag a path would take its place.
  if (typed.word === '' && typed.before.length === 0 && !typed.isJson && model.text.startsWith('--', offset)) return undefined;
  const { keyword, before, flags, word } = typed;
  const from = fromIn(keyword, word);
  if (from !== undefined) return { span: spanAt(model.text, offset, from), offers: stagesBefore(model, instruction) };
  if (word.startsWith('--')) return undefined;
  if (keyword === 'FROM')
    return before.length > 0 ? undefined : { span: spanAt(model.text, offset, word), offers: stagesBefore(model, instruction) };
  if (keyword !== 'COPY' && keyword !== 'ADD') return undefined;
  if (flags.some((flag) => flag.startsWith('--from=')) || (trigger === ' ' && before.length > 0)) return undefined;
  return pathOffers(model, offset, typed, near);
}

/** The instruction that the offset lies in, or behind which it stands in the same line. */
export function instructionBefore(model: Dockerfile, offset: number): Instruction | undefined {
  const inside = model.instructionAt(offset);
  if (inside !== undefined) return inside;
  const last = model.instructions.filter(({ span }) => span.start <= offset).at(-1);
  if (last === undefined) return undefined;
  // The line below one that goes on is part of it, even before anything stands there.
  const goesOn = !oneLine(model.text.slice(last.span.start, offset), model.escape).includes('\n');
  return goesOn ? last : undefined;
}

/** Continued lines as one, comments between them left out; a doubled escape character continues nothing. */
export function oneLine(text: string, escape: '\\' | '`'): string {
  return text.replace(
    escape === '`' ? /(?<!`)`[ \t]*\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*/g : /(?<!\\)\\[ \t]*\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*/g,
    ' ',
  );
}

export function typedIn(head: string, escape: '\\' | '`'): Typed | undefined {
  const match = /^[ \t]*([A-Za-z]+)[ \t]+([^\n]*)$/.exec(oneLine(head, escape));
  if (match === null) return undefined;
  const [, keyword = '', rest = ''] = match;
  const words = rest.split(/[ \t]+/);
  const flags = words.slice(0, -1).filter((each, i, all) => all.slice(0, i + 1).every((one) => one.startsWith('--')) && each !== '');
  const others = words.slice(flags.length, -1).filter((each) => each !== '');
  const json = words.slice(flags.length).join(' ');
  if (!json.startsWith('[')) return { keyword: keyword.toUpperCase(), before: others, flags, word: words.at(-1) ?? '', isJson: false };
  const texts = json.split('"');
  // Outside of quotes nothing is being written.
  if (texts.length % 2 === 1) return undefined;
  return {
    keyword: keyword.toUpperCase(),
    before: texts.slice(1, -1).filter((_, i) => i % 2 === 0),
    flags,
    word: texts.at(-1) ?? '',
    isJson: true,
  };
}

/** What stands behind `--from=` or, in a mount, `from=`. */
function fromIn(keyword: string, word: string): string | undefined {
  const pattern = keyword === 'COPY' ? /^--from=(.*)$/ : keyword === 'RUN' ? /^--mount=(?:.*,)?from=([^,]*)$/ : undefined;
  return pattern?.exec(word)?.[1];
}

function stagesBefore(model: Dockerfile, instruction: Instruction): PathOffer[] {
  const isAbove = (start: number | undefined): boolean => start !== undefined && start < (instruction.stage?.from?.span.start ?? 0);
  return model.stages.flatMap(({ name, from, index }) => {
    if (name === undefined || instruction.stage === undefined || !isAbove(from?.span.start)) return [];
    return [{ kind: 'stage' as const, word: name, detail: `stage ${index}, from ${from?.image?.text ?? 'an image'}`, isLeftOut: false }];
  });
}

/** From the beginning of the typed text to the end of the word around the offset. */
function spanAt(text: string, offset: number, typed: string): Span {
  const rest = /^[^\s"',/]*/.exec(text.slice(offset, offset + 300))?.[0] ?? '';
  return { start: offset - typed.length, end: offset + rest.length };
}

function pathOffers(model: Dockerfile, offset: number, { word, isJson }: Typed, near: Surroundings): PathOffers | undefined {
  const slash = word.lastIndexOf('/');
  const prefix = word.slice(slash + 1);
  const folder = cleanPath(`/${word.slice(0, slash + 1)}`).slice(1) || '.';
  if (/[*?[]/.test(word) || /^[a-z]+:\/\//i.test(word) || word.startsWith('..')) return undefined;
  const contexts = contextsOf(near);
  const [first, ...others] = contexts.map((context) => context.near.list(folder));
  if (first === undefined) return undefined;
  const ignores = contexts.map((context) => ignoreFileOf(near, context));
  const offers = first
    // What every build has. Blanks can stand in the JSON form alone.
    .filter((name) => others.every((names) => names?.includes(name) === true) && (isJson || !/\s/.test(name)) && !/["\\*?[\]]/.test(name))
    .filter((name) => name !== '.git/' && (prefix.startsWith('.') || !name.startsWith('.') || name.startsWith('.env')))
    .map((name) => offerOf(name, folder, contexts, ignores));
  return { span: spanAt(model.text, offset, prefix), offers: [...offers].sort((a, b) => (a.word < b.word ? -1 : 1)) };
}

function offerOf(name: string, folder: string, contexts: readonly BuildContext[], ignores: readonly (IgnoreFile | undefined)[]): PathOffer {
  const bare = name.replace(/\/$/, '');
  const path = folder === '.' ? bare : `${folder}/${bare}`;
  const deciding = ignores.map((ignore) => (ignore?.matcher.mayPutBackBelow(path) === true ? undefined : ignore?.matcher.decidedBy(path)));
  const isLeftOut = deciding.length === contexts.length && deciding.every((pattern) => pattern?.negated === false);
  const detail = isLeftOut ? `left out by ${deciding[0]?.text ?? ''} in ${ignores[0]?.path ?? ''}` : '';
  return { kind: name.endsWith('/') ? 'folder' : 'file', word: name, detail, isLeftOut };
}
