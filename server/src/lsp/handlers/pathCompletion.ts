import { CompletionItemKind, CompletionItemTag, type CompletionItem, type Position } from 'vscode-languageserver-types';
import { composeOffers } from '../../languages/compose/completion.js';
import type { ComposeFile } from '../../languages/compose/model.js';
import { offersIn } from '../../languages/dockerfile/completion.js';
import type { Dockerfile } from '../../languages/dockerfile/model.js';
import { toRange } from '../convert.js';
import type { ServerState } from '../server.js';

const kinds = { file: CompletionItemKind.File, folder: CompletionItemKind.Folder, stage: CompletionItemKind.Module } as const;

/** Which characters ask for paths and stages by being typed. */
export const pathTriggers = ['/', ' ', '='];

/** Paths of the build context and names of stages in Dockerfiles, folders and Dockerfiles in Compose files; nothing elsewhere. */
export function pathCompletion(
  { documents }: ServerState,
  uri: string,
  position: Position,
  trigger: string | undefined,
): CompletionItem[] | null {
  const entry = documents.get(uri);
  const id = entry?.language.id;
  if (entry === undefined || (id !== 'dockerfile' && id !== 'compose')) return null;
  const subject = documents.subject(uri);
  if (subject === undefined) return null;
  const offset = entry.document.offsetAt(position);
  const found =
    id === 'compose'
      ? composeOffers(subject.model as ComposeFile, offset, subject.near)
      : offersIn(subject.model as Dockerfile, offset, subject.near, trigger);
  if (found === undefined) return null;
  const range = toRange(entry.document, found.span);
  return found.offers.map(({ kind, word, detail, isLeftOut }) => ({
    label: word,
    kind: kinds[kind],
    ...(detail === '' ? {} : { detail }),
    // What the build does not have comes last.
    sortText: `${isLeftOut ? 1 : 0}${word}`,
    filterText: word,
    textEdit: { range, newText: word },
    ...(isLeftOut ? { tags: [CompletionItemTag.Deprecated] } : {}),
  }));
}
