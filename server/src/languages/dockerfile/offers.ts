import type { Offer, OfferQuestion, Offers } from '../../engine/features/completion.js';
import type { Surroundings } from '../../engine/rule/define.js';
import { lineStart } from '../../engine/text/lines.js';
import { instructionBefore, offersIn, typedIn, type PathOffer, type PathOffers } from './completion.js';
import { lineOffers, wordOffers } from './instructionOffers.js';
import type { Dockerfile } from './model.js';

/** What may be written at a place in a Dockerfile. */
export function dockerfileOffers(model: Dockerfile, question: OfferQuestion, near: Surroundings): Offers | undefined {
  const { offset, trigger, withFields } = question;
  const paths = trigger === '-' ? undefined : offersIn(model, offset, near, trigger);
  const named = paths === undefined ? undefined : toOffers(paths);
  if (!withFields || (trigger === '/' && named !== undefined)) return named;
  const before = model.text.slice(0, offset);
  // Signs that stand in every other command ask only where a flag or a variable begins.
  if ((trigger === '-' && !/\s--?$/.test(before)) || (trigger === '$' && before.at(-2) === model.escape)) return undefined;
  const instruction = instructionBefore(model, offset);
  const isAtStart =
    instruction === undefined ||
    (offset <= instruction.keyword.span.end && lineStart(model.text, offset) === lineStart(model.text, instruction.span.start));
  if (isAtStart) return trigger === undefined ? lineOffers(model, offset) : undefined;
  const typed = typedIn(model.text.slice(instruction.span.start, offset), model.escape);
  if (typed === undefined) return trigger === undefined ? named : undefined;
  // `ONBUILD` keeps an instruction that is written as any other.
  const kept = typed.keyword === 'ONBUILD' && typed.before.length === 0 ? lineOffers(model, offset) : undefined;
  if (kept !== undefined) return kept;
  if (typed.isJson) return named;
  const others = wordOffers(model, instruction, offset, typed);
  if (others === undefined || others.offers.length === 0) return named;
  if (named === undefined) return trigger === '/' ? undefined : others;
  // Stages above, then images.
  return { span: others.span, offers: [...named.offers, ...others.offers] };
}

/** Files and stages as offers; what the build does not have comes last. */
export function toOffers({ span, offers }: PathOffers): Offers {
  return { span, offers: offers.map(toOffer) };
}

function toOffer({ kind, word, detail, isLeftOut }: PathOffer): Offer {
  return {
    sort: kind,
    word,
    ...(detail === '' ? {} : { detail }),
    rank: isLeftOut ? 900 : 0,
    ...(isLeftOut ? { isDoubtful: true } : {}),
    ...(kind === 'folder' ? { asksAgain: true } : {}),
  };
}
