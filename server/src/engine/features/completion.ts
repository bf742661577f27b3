import type { Span } from '../text/span.js';

/** What a client shows beside an offer. */
export type OfferSort = 'field' | 'value' | 'name' | 'kind' | 'keyword' | 'image' | 'file' | 'folder' | 'stage';

/** Something that may stand at a place. */
export interface Offer {
  readonly sort: OfferSort;
  /** What is shown, and written where `insert` says nothing else. */
  readonly word: string;
  /** A snippet: `$1` and `${2|a,b|}` are places to fill in. Lines after the first are as seen from the indentation of the line. */
  readonly insert?: string;
  /** A few words behind the name. */
  readonly detail?: string;
  /** Markdown. */
  readonly text?: string;
  /** What `Language.offerText` is asked with, where the text costs something. */
  readonly about?: string;
  /** Lower comes first; the same rank keeps the order of the words. */
  readonly rank: number;
  /** It can be written, but does not do what one expects. */
  readonly isDoubtful?: boolean;
  /** What may stand behind it is offered at once. */
  readonly asksAgain?: boolean;
  /** A line that is put in above, as it is written. */
  readonly lineAbove?: string;
}

export interface Offers {
  /** What an offer replaces. */
  readonly span: Span;
  readonly offers: readonly Offer[];
}

export interface OfferQuestion {
  readonly offset: number;
  /** The character that asked by being typed; undefined when a letter or the user asked. */
  readonly trigger?: string | undefined;
  /** Whether names of fields and their values are wanted, or only what no other program knows: names of this workspace. */
  readonly withFields: boolean;
}

/** Text in a snippet that means itself. */
export const literal = (text: string): string => text.replace(/[\\$}]/g, '\\$&');
/** The same for one of the words of `${1|a,b|}`. */
export const choice = (text: string): string => text.replace(/[\\$}|,]/g, '\\$&');
