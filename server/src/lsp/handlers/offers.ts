import {
  CompletionItemKind,
  CompletionItemTag,
  InsertTextFormat,
  InsertTextMode,
  TextEdit,
  type CompletionItem,
  type CompletionList,
  type Position,
} from 'vscode-languageserver-types';
import type { OfferSort, Offer, OfferQuestion, Offers } from '../../engine/features/completion.js';
import type { Language } from '../../engine/language.js';
import type { Surroundings } from '../../engine/rule/define.js';
import { lineBreakOf } from '../../engine/text/lines.js';
import { toRange } from '../convert.js';
import type { ServerState } from '../server.js';

const kinds: Readonly<Record<OfferSort, CompletionItemKind>> = {
  field: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  name: CompletionItemKind.Reference,
  kind: CompletionItemKind.Class,
  keyword: CompletionItemKind.Keyword,
  image: CompletionItemKind.Constant,
  file: CompletionItemKind.File,
  folder: CompletionItemKind.Folder,
  stage: CompletionItemKind.Module,
};

/** Which characters ask by being typed. */
export const triggers = { dockerfile: ['/', ' ', '=', ',', '-', '$'], yaml: ['/', ' ', '.', '"', '$'], paths: ['/'] };
/** Those that ask for something in actions of Helm alone. */
const actionTriggers: ReadonlySet<string> = new Set(['.', '"', '$']);

/** What a resolved item is asked with. */
interface ItemData {
  readonly uri: string;
  readonly about: string;
}

export async function completion(
  state: ServerState,
  uri: string,
  position: Position,
  trigger: string | undefined,
): Promise<CompletionList | null> {
  const { documents, configuration, client } = state;
  const entry = documents.get(uri);
  if (entry === undefined || (actionTriggers.has(trigger ?? '') && entry.language.id !== 'helm')) return null;
  const { offersFields } = configuration.known(uri, entry.path) ?? (await configuration.rulesFor(uri, entry.path));
  // Names that were just typed in another open file are offered too.
  state.tellFacts();
  const subject = documents.subject(uri);
  if (subject === undefined) return null;
  const { document, language } = entry;
  const question: OfferQuestion = { offset: document.offsetAt(position), trigger, withFields: offersFields };
  const found = offersFor(language, subject.model, question, subject.near);
  if (found === undefined) return null;
  const range = toRange(document, found.span);
  const lineBreak = lineBreakOf(subject.text);
  return { isIncomplete: false, items: found.offers.map((offer) => itemOf(offer)) };

  function itemOf(offer: Offer): CompletionItem {
    const { word, sort, insert, detail, text, about, rank, isDoubtful, asksAgain, lineAbove } = offer;
    // A client without snippets gets the word, and no places to fill in.
    const snippet = insert !== undefined && client.snippets ? insert : undefined;
    const plain = insert === undefined ? word : withoutPlaces(insert);
    const newText = snippet?.replaceAll('\n', lineBreak) ?? plain;
    // What follows the word on the same line counts for the client's choice, too.
    const before = /^ */.exec(newText)?.[0] ?? '';
    const item: CompletionItem = {
      label: word,
      kind: kinds[sort],
      sortText: `${String(rank).padStart(3, '0')}${word}`,
      filterText: before + word,
      textEdit: { range, newText },
    };
    if (detail !== undefined && detail !== '') item.detail = detail;
    if (text !== undefined) item.documentation = { kind: 'markdown', value: text };
    if (snippet !== undefined) {
      item.insertTextFormat = InsertTextFormat.Snippet;
      if (newText.includes('\n')) item.insertTextMode = InsertTextMode.adjustIndentation;
    }
    if (about !== undefined) item.data = { uri, about } satisfies ItemData;
    if (isDoubtful === true) item.tags = [CompletionItemTag.Deprecated];
    if (asksAgain === true && client.suggestsAgain) item.command = { command: 'editor.action.triggerSuggest', title: '' };
    if (lineAbove !== undefined)
      item.additionalTextEdits = [TextEdit.insert({ line: range.start.line, character: 0 }, `${lineAbove}${lineBreak}`)];
    return item;
  }
}

/** A snippet up to its first place to fill in, or its first line. */
const withoutPlaces = (insert: string): string => (/^(?:\\.|[^\\$\n])*/.exec(insert)?.[0] ?? '').replace(/\\(.)/g, '$1');

function offersFor(language: Language, model: unknown, question: OfferQuestion, near: Surroundings): Offers | undefined {
  const own = language.offers?.(model, question, near);
  if (own !== undefined) return own;
  const inner = language.inner?.(model);
  return inner?.language.offers?.(inner.model, question, near);
}

export function resolveCompletion({ documents }: ServerState, item: CompletionItem): CompletionItem {
  const { uri, about } = (item.data ?? {}) as Partial<ItemData>;
  const entry = uri === undefined ? undefined : documents.get(uri);
  const subject = uri === undefined ? undefined : documents.subject(uri);
  if (entry === undefined || subject === undefined || about === undefined) return item;
  const { language } = entry;
  const value = language.offerText?.(about, subject.near) ?? language.inner?.(subject.model)?.language.offerText?.(about, subject.near);
  return value === undefined ? item : { ...item, documentation: { kind: 'markdown', value } };
}
