import { CompletionItemKind, InsertTextFormat, type CompletionItem, type Position } from 'vscode-languageserver-types';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { lineBreakOf } from '../../engine/text/lines.js';
import { offersAt, ruleText, type KnownNames, type Offer } from '../../languages/slipwayConfig/offers.js';
import { rules } from '../../rules/index.js';
import { toRange } from '../convert.js';

const kinds = { key: CompletionItemKind.Property, rule: CompletionItemKind.Reference, value: CompletionItemKind.EnumMember } as const;

/** Keys, rule ids and severities of `.slipway.yaml`. A rule's text comes with `resolveConfigCompletion`. */
export function configCompletion(document: TextDocument, position: Position, hasSnippets: boolean, known?: KnownNames): CompletionItem[] {
  const text = document.getText();
  const at = offersAt(text, document.offsetAt(position), rules, known);
  if (at === undefined) return [];
  const range = toRange(document, at.span);
  const isAfterColon = text[at.span.start - 1] === ':';
  return at.offers.map((offer, i) => {
    const before = isAfterColon ? ' ' : '';
    const newText = before + (at.hasColon || offer.kind === 'value' ? offer.word : withValue(offer, hasSnippets, lineBreakOf(text)));
    const item: CompletionItem = {
      label: offer.word,
      kind: kinds[offer.kind],
      detail: offer.detail,
      // Severities and presets have an order of their own.
      sortText: offer.kind === 'rule' ? offer.word : String(i).padStart(2, '0'),
      filterText: before + offer.word,
      textEdit: { range, newText },
    };
    if (hasSnippets && newText.includes('$')) item.insertTextFormat = InsertTextFormat.Snippet;
    if (offer.kind === 'rule') item.data = offer.word;
    return item;
  });
}

export function resolveConfigCompletion(item: CompletionItem): CompletionItem {
  const rule = rules.find(({ id }) => id === item.data);
  return rule === undefined ? item : { ...item, documentation: { kind: 'markdown', value: ruleText(rule) } };
}

/** A key with its colon and what comes after it. */
function withValue({ word, after }: Offer, hasSnippets: boolean, lineBreak: string): string {
  if (after === undefined) return `${word}: `;
  if ('choices' in after) {
    const [first = '', ...others] = after.choices;
    if (!hasSnippets) return `${word}: ${others.length === 0 ? first : ''}`;
    return others.length === 0 ? `${word}: \${1:${escaped(first)}}` : `${word}: \${1|${after.choices.map(escaped).join(',')}|}`;
  }
  // The client adds the indentation of the line.
  const opening = after.block === 'list' ? '  - ' : '  ';
  return hasSnippets ? `${word}:${lineBreak}${opening}$0` : `${word}:`;
}

function escaped(text: string): string {
  return text.replace(/[\\$}|,]/g, '\\$&');
}
