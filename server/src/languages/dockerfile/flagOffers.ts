import type { Offer, Offers } from '../../engine/features/completion.js';
import { oneLine } from './completion.js';
import { flagTexts } from './hover/flags.js';
import type { Teaching } from './hover/instructions.js';
import { reference } from './hover/markdown.js';
import type { Dockerfile, Instruction } from './model.js';
import { flags, type Keyword } from './vocabulary.js';

export function textOf({ does, trap, anchor }: Teaching): string {
  return [does, trap, reference(anchor)].filter((each) => each !== undefined).join('\n\n');
}

/** The words before the offset, in an instruction whose continuations are put together. */
export interface TypedWords {
  readonly keyword: string;
  /** Words before the present one, flags left out. */
  readonly before: readonly string[];
  readonly flags: readonly string[];
  readonly word: string;
}

/** What stands behind the word at the offset: flags, and whether something follows them. */
export interface Behind {
  readonly flags: readonly string[];
  readonly others: readonly string[];
}

export function wordsBehind({ text, escape }: Dockerfile, { span }: Instruction, offset: number, { word }: TypedWords): Behind {
  const rest = oneLine(text.slice(offset, Math.max(offset, span.end)), escape);
  const words = (word === '' ? rest : rest.replace(/^\S*/, '')).split(/\s+/).filter((each) => each !== '');
  const others = words.findIndex((each) => !each.startsWith('--'));
  return others === -1 ? { flags: words, others: [] } : { flags: words.slice(0, others), others: words.slice(others) };
}

/** Before flags stand only flags: those that are neither above nor behind. */
export function offersBeforeFlags({ text }: Dockerfile, offset: number, typed: TypedWords, behind: Behind): Offers | undefined {
  if (typed.word !== '' || typed.before.length > 0 || behind.flags.length === 0) return undefined;
  const offers = flagOffers(typed, behind, false);
  // Right before a flag what is put in brings the blank.
  const isTight = text.startsWith('--', offset);
  return {
    span: { start: offset, end: offset },
    offers: isTight ? offers.map((each) => ({ ...each, insert: `${each.word}$0 ` })) : offers,
  };
}

/** The flags of the instruction that it does not have yet; `hasValue`: a value stands there already. */
export function flagOffers({ keyword, flags: before }: TypedWords, behind: Behind, hasValue: boolean): Offer[] {
  const present = [...before, ...behind.flags];
  return Object.entries(flags[keyword as Keyword] ?? {})
    .filter(
      ([name, { repeatable }]) => repeatable === true || !present.some((flag) => flag === `--${name}` || flag.startsWith(`--${name}=`)),
    )
    .map(([name, { value, doc }], rank) => {
      const teaching = flagTexts[keyword]?.[name];
      const word = `--${name}${value === 'required' && !hasValue ? '=' : ''}`;
      return {
        sort: 'field',
        word,
        text: teaching === undefined ? doc : textOf(teaching),
        rank,
        ...(teaching?.since === undefined ? {} : { detail: `syntax ${teaching.since} on` }),
        ...(word.endsWith('=') ? { asksAgain: true } : {}),
      };
    });
}

/** What begins the check, where it is not written yet, and the flags that may stand before it. */
export function healthcheckOffers(typed: TypedWords, behind: Behind): Offer[] {
  const isWritten = behind.others.length > 0;
  const words: Offer[] = isWritten
    ? []
    : [
        { sort: 'keyword', word: 'CMD', rank: 0 },
        // It takes no flags.
        ...(typed.flags.length > 0
          ? []
          : [{ sort: 'keyword' as const, word: 'NONE', detail: 'no check, not even that of the base image', rank: 1 }]),
      ];
  return [...words, ...flagOffers(typed, behind, false).map((offer) => ({ ...offer, rank: offer.rank + 2 }))];
}
