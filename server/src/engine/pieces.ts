import type { LanguageChecks, LanguageId } from './rule/define.js';
import type { Handler } from './language.js';
import type { Span } from './text/span.js';

/**
 * What a handler looked at besides the piece that it was handed, as bits. Models set them where they are read; a finding is
 * kept for as long as nothing of what its rule looked at has changed.
 */
export class Looks {
  /** What was read since the engine last set it to nothing. */
  mask = 0;
  /** The piece that is judged; undefined while a rule sees the whole file. */
  piece: Piece | undefined;
  /** What differs from the version that the findings speak of: the parser adds, the engine takes. */
  changed = 0;
}

// Bits below these are the language's.
/** What is in force where the piece stands: its `state`. */
export const ownState = 1 << 25;
/** What stands around the piece: its `surroundings`. */
export const ownSurroundings = 1 << 26;
/** Files beside the document were looked at. */
export const besides = 1 << 27;
/** The workspace was asked. */
export const asked = 1 << 28;
/** Text or places in it: nothing that can be kept. */
export const beyond = 1 << 29;

/** An instruction: what rules find in it rests on its text, unless they look further. */
export interface Piece {
  /** The same object for as long as the text is the same. */
  readonly key: object;
  readonly kind: string;
  readonly index: number;
  /** Equal for as long as the same is in force before it. */
  readonly state: number;
  /** Equal for as long as the same stands around it: in its stage and those below. */
  readonly surroundings: number;
  /** How it is read by itself; with another reading nothing is kept. */
  readonly reading: string;
  /** A span that moves with the piece; undefined when it is not within it. */
  anchored(span: Span): Span | undefined;
}

/** For languages whose files are judged piece by piece while they are edited. */
export interface Piecewise<Model> {
  of(model: Model): readonly Piece[];
  /** One for a model and those that were parsed from it. */
  looks(model: Model): Looks;
  /** Whether `check` has a handler for pieces of the kind, and one for the whole file. */
  concerns(check: LanguageChecks[LanguageId], kind: string): boolean;
  concernsFile(check: LanguageChecks[LanguageId]): boolean;
  walk(piece: Piece, check: LanguageChecks[LanguageId], call: (handler: Handler, node: unknown) => void): void;
  /** Calls what `walk` does not call. */
  walkFile(model: Model, check: LanguageChecks[LanguageId], call: (handler: Handler, node: unknown) => void): void;
  /** A span that moves with the piece that it lies in. */
  anchored(model: Model, span: Span): Span | undefined;
}
