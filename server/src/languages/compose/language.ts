import type { Comment, Handler, Language } from '../../engine/language.js';
import { blockBelow, commentPlaceAt } from '../yaml/blocks.js';
import type { ComposeChecks } from './checks.js';
import { composeFacts } from './facts.js';
import { isComposeFile, parseCompose } from './file.js';
import { composeFileOffers } from './offers.js';
import { composeHover } from './hover.js';
import type { ComposeFile } from './model.js';

export const composeLanguage: Language<ComposeFile> = {
  id: 'compose',
  matches: isComposeFile,
  parse: parseCompose,
  walk(file, check: ComposeChecks, call: (handler: Handler, node: unknown) => void) {
    // What another program fills in may be anything, and what lacks may come from there.
    if (file.isTemplated) return;
    if (check.File !== undefined) call(check.File as Handler, file);
    if (check.Service !== undefined) for (const service of file.services) call(check.Service as Handler, service);
  },
  facts: composeFacts,
  hover: composeHover,
  offers: composeFileOffers,
  comments(file): Comment[] {
    const [root] = file.roots;
    return file.comments.map(({ text, span, from }) => ({
      text,
      span,
      next: file.roots.map((each) => blockBelow(each, from, text.length)).find((each) => each !== undefined),
      leading: root === undefined || from < root.from,
    }));
  },
  commentPlace(file, { start }) {
    const root = file.roots.filter((each) => each.from <= start).at(-1);
    return root === undefined ? undefined : commentPlaceAt(root, start);
  },
  fileCommentPlace: ({ text }) => (text.charCodeAt(0) === 0xfeff ? 1 : 0),
};
