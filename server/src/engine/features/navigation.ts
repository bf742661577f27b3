import type { WorkspaceView } from '../facts/facts.js';
import type { Surroundings } from '../rule/define.js';
import type { Span } from '../text/span.js';

/** A stretch of text in this or another file. */
export interface Place {
  /** Absolute, with slashes; undefined for the document itself. */
  readonly path: string | undefined;
  /** The name itself. */
  readonly span: Span;
  /** What the name is the name of, where that is more: only for places in the document itself. */
  readonly whole?: Span;
}

/** Where the token at `from` is defined. */
export interface Targets {
  readonly from: Span;
  readonly places: readonly Place[];
}

/** One of the places that speak of the same thing. */
export interface Mention extends Place {
  readonly isDeclaration: boolean;
}

/** A token that opens another file. */
export interface FileLink {
  readonly span: Span;
  /** Absolute, or as seen from the document's folder; with slashes. */
  readonly path: string;
  readonly tooltip: string;
}

export type SymbolSort = 'stage' | 'variable' | 'instruction' | 'object' | 'container' | 'key' | 'port';

/** What the outline shows. */
export interface OutlineSymbol {
  readonly sort: SymbolSort;
  readonly name: string;
  readonly detail: string;
  readonly span: Span;
  /** Inside of `span`. */
  readonly nameSpan: Span;
  readonly children: readonly OutlineSymbol[];
}

/** Something with a name, anywhere in the workspace. */
export interface FoundSymbol extends Place {
  readonly sort: SymbolSort;
  readonly name: string;
  /** What it belongs to: a namespace, a file. */
  readonly within: string;
}

/** A line above the text that says who else has to do with it. */
export interface Lens {
  readonly span: Span;
  readonly title: string;
  /** Where a click leads: to the only one, or to a choice. */
  readonly places: readonly Place[];
}

/** A name that can be changed, with every place that has to follow. */
export interface Renamable {
  readonly at: Span;
  readonly name: string;
  readonly places: readonly Place[];
  /** Why the new name will not do; undefined when it will. */
  objection(newName: string): string | undefined;
  /** How the new name is written where the old one has no quotes. */
  written(newName: string): string;
}

/** Why a name cannot be changed safely. */
export interface Refusal {
  readonly refusal: string;
}

/** Ways through the files of a language. Each answers `undefined` or nothing for text that it does not understand, and never throws. */
export interface Navigation<Model = unknown> {
  targets(model: Model, offset: number, near: Surroundings): Targets | undefined;
  /** All places that speak of what stands at `offset`, in every file. */
  mentions(model: Model, offset: number, near: Surroundings): readonly Mention[];
  /** Those in the document itself, as often as the cursor moves. */
  highlights?(model: Model, offset: number): readonly Mention[];
  links?(model: Model, near: Surroundings): readonly FileLink[];
  symbols?(model: Model): readonly OutlineSymbol[];
  /** What is named in files of the language; `isWanted` sees each name. */
  workspaceSymbols?(workspace: WorkspaceView, isWanted: (name: string) => boolean): readonly FoundSymbol[];
  lenses?(model: Model, near: Surroundings): readonly Lens[];
  /** Undefined where nothing with a name stands. */
  renamable?(model: Model, offset: number, near: Surroundings): Renamable | Refusal | undefined;
}

/**
 * The text that takes the place of `written`, which names `name` plainly or in quotes; undefined when it does not, as when the
 * file has changed on disk since it was read.
 */
export function renamed(
  written: string,
  { name, written: plain }: Pick<Renamable, 'name' | 'written'>,
  newName: string,
): string | undefined {
  const isName = (text: string): boolean => text.toLowerCase() === name.toLowerCase();
  if (isName(written)) return plain(newName);
  const [quote] = written;
  const isQuoted = (quote === '"' || quote === "'") && written.length > 1 && written.endsWith(quote);
  return isQuoted && isName(written.slice(1, -1)) ? `${quote}${newName}${quote}` : undefined;
}

/** Each place once: what an alias brings is read at every place that names it. */
export function unique<T extends Place>(places: readonly T[]): T[] {
  const seen = new Set<string>();
  return places.filter(({ path, span }) => {
    const key = `${path ?? ''}\n${span.start}:${span.end}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
