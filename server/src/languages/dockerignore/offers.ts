import type { Offer, OfferQuestion, Offers } from '../../engine/features/completion.js';
import type { Surroundings } from '../../engine/rule/define.js';
import { lineEnd, lineStart } from '../../engine/text/lines.js';
import type { Dockerignore } from './language.js';

/** Names of the folder, for the part of a pattern behind the last slash; those that a line names already are left out. */
export function dockerignoreOffers({ text, patterns }: Dockerignore, { offset }: OfferQuestion, near: Surroundings): Offers | undefined {
  const start = lineStart(text, offset);
  const typed = text.slice(start, offset);
  if (typed.startsWith('#') || /[*?[\\]/.test(typed)) return undefined;
  const path = typed.replace(/^!?\/?/, '');
  const slash = path.lastIndexOf('/');
  const folder = path.slice(0, slash + 1);
  const prefix = path.slice(slash + 1);
  const names = near.list(folder.replace(/\/$/, '') || '.');
  if (names === undefined) return undefined;
  const end = lineEnd(text, offset);
  const present = new Set(patterns.filter(({ span }) => span.end < start || span.start > end).map((pattern) => pattern.path));
  const offers = names
    .map((name) => name.replace(/\/$/, ''))
    .filter((name) => !present.has(`${folder}${name}`) && !/[*?[\]\\]/.test(name))
    .map(
      (name): Offer => ({
        sort: names.includes(`${name}/`) ? 'folder' : 'file',
        word: name,
        // What is mostly left out begins with a dot or is made by tools.
        rank: /^(?:\.|node_modules$|dist$|build$|target$|venv$|__pycache__$|coverage$|out$)/.test(name) ? 0 : 1,
      }),
    );
  const rest = /^[^\s/]*/.exec(text.slice(offset, end))?.[0] ?? '';
  return offers.length === 0 ? undefined : { span: { start: offset - prefix.length, end: offset + rest.length }, offers };
}
