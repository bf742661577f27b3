import type { Comment, Handler, Language } from '../../engine/language.js';
import { blockBelow, commentPlaceAt } from '../yaml/blocks.js';
import type { KustomizeChecks } from './checks.js';
import { kustomizeFacts } from './facts.js';
import { isKustomizationName, parseKustomization } from './file.js';
import { kustomizeHover } from './hover.js';
import type { KustomizationFile } from './model.js';
import { kustomizeNavigation } from './navigation.js';
import { kustomizeOffers } from './offers.js';

export const kustomizeLanguage: Language<KustomizationFile> = {
  id: 'kustomize',
  matches: isKustomizationName,
  parse: parseKustomization,
  walk(file, check: KustomizeChecks, call: (handler: Handler, node: unknown) => void) {
    if (file.isTemplated || file.isForeign) return;
    if (check.File !== undefined) call(check.File as Handler, file);
  },
  facts: kustomizeFacts,
  hover: kustomizeHover,
  offers: kustomizeOffers,
  navigation: kustomizeNavigation,
  comments(file): Comment[] {
    const { root } = file;
    return file.comments.map(({ text, span, from }) => ({
      text,
      span,
      next: root === undefined ? undefined : blockBelow(root, from, text.length),
      leading: root === undefined || from < root.from,
    }));
  },
  commentPlace: ({ root }, { start }) => (root === undefined ? undefined : commentPlaceAt(root, start)),
  fileCommentPlace: ({ text }) => (text.charCodeAt(0) === 0xfeff ? 1 : 0),
};
