import type { HoverText } from '../../../engine/features/hover.js';
import { LineIndex } from '../../../engine/text/lines.js';
import type { Span } from '../../../engine/text/span.js';
import type { Dockerfile } from '../model.js';

const referencePage = 'https://docs.docker.com/reference/dockerfile/';

/** A link to a section of Docker's reference. */
export const reference = (anchor: string): string => `[Dockerfile reference](${referencePage}#${anchor})`;

/** Paragraphs; empty ones are left out. */
export function hoverText(span: Span, ...paragraphs: readonly (string | undefined)[]): HoverText {
  const { start, end } = span;
  return { markdown: paragraphs.filter((text) => text !== undefined && text !== '').join('\n\n'), span: { start, end } };
}

const longest = 80;

/** Text from the document as inline code: one line, cut when long, whatever backquotes are in it. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const short = line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
  if (short === '') return '(empty)';
  return short.includes('`') ? `\`\` ${short} \`\`` : `\`${short}\``;
}

/** The line of `offset` as editors count. */
export function lineOf(model: Dockerfile, offset: number): number {
  return new LineIndex(model.text).positionAt(offset).line + 1;
}

export const sentences = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(' ');

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[], joint = 'and'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${joint} ${items.at(-1)}`;
}
