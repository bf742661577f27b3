import type { Hover, HoverParams } from 'vscode-languageserver/node';
import { findingHovers } from '../../engine/features/hover.js';
import { toRange } from '../convert.js';
import type { ServerState } from '../server.js';

/** What the rules say here, then what there is to know of the text itself. */
export async function hover(
  { documents, configuration, contextSizes }: ServerState,
  { textDocument, position }: HoverParams,
): Promise<Hover | null> {
  const entry = documents.get(textDocument.uri);
  if (entry === undefined) return null;
  const known = configuration.known(textDocument.uri, entry.path) ?? (await configuration.rulesFor(textDocument.uri, entry.path));
  const judged = documents.judge(textDocument.uri, known.rules, known.revision);
  if (judged === undefined) return null;
  const offset = entry.document.offsetAt(position);
  const { subject } = judged;
  const told = subject.language.hover?.(subject.model, offset, subject.near);
  const size = await contextSizes.hover(subject, offset);
  const own =
    size === undefined ? told : { span: (told ?? size).span, markdown: [told?.markdown, size.markdown].filter(Boolean).join('\n\n') };
  const texts = [...findingHovers(judged.findings, offset), ...(own === undefined ? [] : [own])];
  const [first] = texts;
  if (first === undefined) return null;
  return {
    contents: { kind: 'markdown', value: texts.map((text) => text.markdown).join('\n\n---\n\n') },
    range: toRange(entry.document, own?.span ?? first.span),
  };
}
