import type { Suppression } from './config/suppressions.js';
import type { Fact } from './facts/facts.js';
import type { OfferQuestion, Offers } from './features/completion.js';
import type { HoverText } from './features/hover.js';
import type { Navigation } from './features/navigation.js';
import type { Piecewise } from './pieces.js';
import type { Fix, LanguageChecks, LanguageId, RuleDefinition, Surroundings } from './rule/define.js';
import type { Span } from './text/span.js';

/** A dialect that the engine can judge. Adding one means one folder in `languages/` and one line in a list. */
export interface Language<Model = unknown> {
  readonly id: LanguageId;
  /**
   * Whether a file of this path (or the editor's language id) is of the language. `isThere` answers whether a path, beginning as the
   * file's own, exists; it is absent where nobody can look.
   */
  matches(path: string, editorLanguage?: string, isThere?: (path: string) => boolean): boolean;
  /**
   * Never throws. `previous` is the model of the document's last version and is used up; `path` is the one that `matches` saw;
   * `isEdited`: further versions will follow.
   */
  parse(text: string, previous?: Model, path?: string, isEdited?: boolean): Model;
  /** Reads files that nobody works on, one after the other. */
  passing?(): PassingReader<Model>;
  /** Calls every handler of `check` on what it is for. */
  walk(model: Model, check: LanguageChecks[LanguageId], call: (handler: Handler, node: unknown) => void): void;
  selector?(checks: readonly LanguageChecks[LanguageId][]): Selector<Model>;
  /**
   * Parts that are judged on their own, for files of many documents: what was found in a part is kept for as long as the
   * next model holds the same object. `walk` then visits only what sees the whole file.
   */
  parts?(model: Model): readonly Part[];
  /** `seesTemplates`: the rule can judge what stands around `{{ … }}`. */
  walkPart?(part: Part, check: LanguageChecks[LanguageId], call: (handler: Handler, node: unknown) => void, seesTemplates?: boolean): void;
  /** Whether `walkPart` has anything to call `check` on; asked once for each sort of part. */
  visits?(part: Part, check: LanguageChecks[LanguageId], seesTemplates?: boolean): boolean;
  /** What `walkPart` calls in parts of this sort, in its order; asked once for each sort. */
  calls?(part: Part, check: LanguageChecks[LanguageId], seesTemplates?: boolean): readonly Call[];
  /** The part's nodes by `Call.on`; undefined where only `walkPart` may go through it. */
  nodes?(part: Part): readonly (readonly unknown[])[] | undefined;
  /** One of these words has to stand in a part, or `check` has nothing to tell of it. */
  where?(check: LanguageChecks[LanguageId]): readonly string[] | undefined;
  /** What stands in the part of words that rules may ask for. */
  words?(part: Part): readonly string[];
  /** For languages whose files are judged piece by piece while they are edited; `walk` visits everything all the same. */
  readonly pieces?: Piecewise<Model>;
  /** The same text as another language reads it: that language's rules judge it too. Offsets are the same. */
  inner?(model: Model): { readonly language: Language; readonly model: unknown } | undefined;
  /** Whether another file completes this one, so that what lacks here may be there. */
  isCompletedElsewhere?(model: Model, near: Surroundings): boolean;
  /** What silences findings without being a comment: annotations. */
  silencers?(model: Model): readonly Suppression[];
  /** What the file tells the others; `path` is its own, absolute, with slashes. */
  facts?(model: Model, path: string): readonly Fact[];
  /** Comment lines, for suppressions. */
  comments(model: Model): readonly Comment[];
  /** Before what a comment that silences a finding at `span` may be put, or undefined where none can stand. */
  commentPlace(model: Model, span: Span): number | undefined;
  /** Where a comment for the whole file may be put: behind parser directives. */
  fileCommentPlace(model: Model): number;
  /** What there is to know at `offset`, findings aside. */
  hover?(model: Model, offset: number, near: Surroundings): HoverText | undefined;
  /** What may be written at a place. */
  offers?(model: Model, question: OfferQuestion, near: Surroundings): Offers | undefined;
  /** Markdown of an offer, by what it says of itself in `about`. */
  offerText?(about: string, near: Surroundings): string | undefined;
  /** Definitions, uses, outline, names to change. */
  readonly navigation?: Navigation<Model>;
  /** Larger changes that are offered at `span` without a finding. */
  refactorings?(model: Model, span: Span, near: Surroundings): readonly Fix[];
}

/** Keeps what files have in common from one to the next. Whoever reads many files owns it. */
export interface PassingReader<Model> {
  parse(text: string, path?: string): Model;
  /** Nobody looks at the model any more, nor at a span of it. */
  release(model: Model): void;
}

/** Takes many checks through a file at once. */
export interface Selector<Model> {
  /** Tells each handler that has something to visit in the file, and all that it visits: check by check, in the order of `walk`. */
  visit(model: Model, call: (check: number, handler: Handler, nodes: readonly unknown[]) => void): void;
}

/** A handler, and the number of the nodes that it is called on. */
export interface Call {
  readonly handler: Handler;
  readonly on: number;
}

/** A stretch of a file from `start` on that is judged on its own. */
export interface Part {
  readonly start: number;
  /** Parts of one sort are looked at by the same rules; needs `Language.visits`. */
  readonly sort?: string;
  /** It is not of its language throughout; what was read of it may be something else than was meant. */
  readonly isBroken?: boolean;
  /**
   * For a part that outlives edits. Moves places of what was found in it by what was done inside of it since the last call, and
   * tells what that bears on; undefined where that is not known. Places move along with the part as a whole by themselves.
   */
  since?(places: () => readonly Place[]): SinceThen | undefined;
}

export interface Place {
  start: number;
  end: number;
}

export interface SinceThen {
  /** Nothing was done to it. */
  readonly isNothing?: boolean;
  /** Whether a rule of a list that stays the same may find something else now. */
  isNews(checks: readonly LanguageChecks[LanguageId][], index: number): boolean;
  /** Places that were edited themselves. */
  readonly lost: ReadonlySet<Place>;
}

// Handlers are typed per language where rules are written; the engine only passes nodes on.
// oxlint-disable-next-line typescript/no-explicit-any
export type Handler = (node: any, ctx: any) => void;

export interface Comment {
  /** From `#` on. */
  readonly text: string;
  readonly span: Span;
  /** What a comment here speaks of: the next statement; undefined at the end of the file. */
  readonly next: Span | undefined;
  /** Whether the comment stands before everything but directives and other comments. */
  readonly leading: boolean;
}

export type RuleOf<L extends LanguageId> = RuleDefinition<L>;
