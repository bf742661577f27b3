import type { Fact } from '../../engine/facts/facts.js';
import type { Span } from '../../engine/text/span.js';
import { buildFacts, folderOf, knownImage, placeIn } from './facts.js';

/** https://docs.tilt.dev/tiltfile_concepts.html; a Tiltfile may load others. */
export function isTiltName(path: string): boolean {
  return /(?:^|\/)(?:Tiltfile(?:\.[^/]+)?|[^/]+\.tiltfile)$/i.test(path);
}

/** The function itself, and the one of the extension `restart_process`, which takes the same arguments first. */
const builders: ReadonlySet<string> = new Set(['docker_build', 'docker_build_with_restart']);

export function tiltFacts(text: string, path: string): readonly Fact[] {
  const folder = folderOf(path);
  return callsIn(text).flatMap(({ args, span }): readonly Fact[] => {
    const named = (name: string): Argument | undefined => args.find((arg) => arg.name === name);
    const placed = args.filter((arg) => arg.name === undefined);
    const [ref, from] = [named('ref') ?? placed[0], named('context') ?? placed[1]];
    const [file, target] = [named('dockerfile'), named('target')];
    // Arguments by place behind the context are rare, and `**kwargs` may hold any.
    if (ref === undefined || from === undefined || placed.length > 2 || named('dockerfile_contents') !== undefined) return [];
    const context = placeIn(folder, from.text);
    if (context === undefined) return [];
    const image = ref.text === undefined ? undefined : knownImage(ref.text);
    return buildFacts({
      by: 'tilt',
      name: ref.text ?? '',
      images: image === undefined ? [] : [image],
      context,
      // A Dockerfile that is named is looked for beside the Tiltfile, the default one in the context.
      dockerfile: file === undefined ? placeIn(context, 'Dockerfile') : placeIn(folder, file.text),
      target: target === undefined ? null : target.text,
      at: ref.text === undefined ? span : ref.span,
    });
  });
}

interface Argument {
  readonly name: string | undefined;
  /** Undefined for what is more than one text in quotes. */
  readonly text: string | undefined;
  readonly span: Span;
}

interface Call {
  readonly args: readonly Argument[];
  /** The function's name. */
  readonly span: Span;
}

/** A comment, a text in quotes, a name, or one character. Texts in three quotes go over lines. */
const tokens = /#[^\n]*|[rR]?(?:"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|[A-Za-z_]\w*|\S/g;

function callsIn(text: string): readonly Call[] {
  const all: { readonly word: string; readonly start: number }[] = [];
  for (const { 0: word, index } of text.matchAll(tokens)) if (!word.startsWith('#')) all.push({ word, start: index });
  const calls: Call[] = [];
  for (const [i, { word, start }] of all.entries()) {
    const before = all[i - 1]?.word;
    if (!builders.has(word) || all[i + 1]?.word !== '(' || before === 'def' || before === '.') continue;
    const span = { start, end: start + word.length };
    let depth = 0;
    let part: typeof all = [];
    const args: Argument[] = [];
    for (const token of all.slice(i + 1, i + 2000)) {
      if ('([{'.includes(token.word) && depth++ === 0) continue;
      if (')]}'.includes(token.word) && --depth === 0) break;
      if (depth === 1 && token.word === ',') {
        if (part.length > 0) args.push(argument(part));
        part = [];
      } else part.push(token);
    }
    if (part.length > 0) args.push(argument(part));
    // A call that never ends is being typed.
    if (depth === 0) calls.push({ args, span });
  }
  return calls;
}

function argument(part: readonly { readonly word: string; readonly start: number }[]): Argument {
  const isNamed = part.length > 1 && part[1]?.word === '=' && part[2]?.word !== '=';
  const value = isNamed ? part.slice(2) : part;
  const [first] = value;
  const span = { start: first?.start ?? 0, end: (first?.start ?? 0) + (first?.word.length ?? 0) };
  // A star takes the place of any number of arguments.
  if (!isNamed && part[0]?.word === '*') return { name: '*', text: undefined, span };
  return { name: isNamed ? part[0]?.word : undefined, text: value.length === 1 ? literal(first?.word ?? '') : undefined, span };
}

function literal(word: string): string | undefined {
  const match = /^(r?)("""|'''|"|')([\s\S]*)\2$/i.exec(word);
  if (match === null) return undefined;
  const [, raw, , body = ''] = match;
  return raw === '' ? body.replace(/\\(["'\\])/g, '$1') : body;
}
