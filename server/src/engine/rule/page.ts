import type { Span } from '../text/span.js';

/**
 * A rule's page: Markdown that is read by people, shown on hover, printed by `explain`, shipped in SARIF, and run as the
 * rule's tests. This reader knows the page's parts; the test runner adds the carets.
 */
export interface RulePage {
  readonly title: string;
  /** The text between the title and the first section: what is wrong and what follows. */
  readonly opening: string;
  readonly sections: readonly PageSection[];
  readonly sources: readonly string[];
  /** The whole page without the caret lines and the test-only fences, for reading. */
  readonly readable: string;
}

export interface PageSection {
  readonly heading: string;
  readonly fences: readonly PageFence[];
}

export interface PageFence {
  /** First word of the info string. */
  readonly language: string;
  /** The other words: `fixed`, `file=…`, `crlf`. */
  readonly words: readonly string[];
  readonly text: string;
  /** Offset of `text` in the page. */
  readonly at: Span;
}

const fencePattern = /^(`{3,}|~{3,})([^\n]*)\n([\s\S]*?)^\1[ \t]*$/gm;

export function readPage(page: string): RulePage {
  const body = page.replace(/\r\n/g, '\n').replace(/<!-- rule -->[\s\S]*?<!-- \/rule -->\n*/, '');
  const title = /^# (.+)$/m.exec(body)?.[1]?.trim() ?? '';
  const fences = [...body.matchAll(fencePattern)].map((match): PageFence & { start: number } => {
    const [language = '', ...words] = (match[2] ?? '').trim().split(/\s+/);
    const start = match.index + (match[1]?.length ?? 0) + (match[2]?.length ?? 0) + 1;
    return { language, words, text: match[3] ?? '', at: { start, end: start + (match[3]?.length ?? 0) }, start: match.index };
  });
  const inFence = (offset: number): boolean => fences.some((fence) => offset > fence.start && offset < fence.at.end);
  const headings = [...body.matchAll(/^#{2,3} (.+)$/gm)].filter((match) => !inFence(match.index));
  const sections = headings.map((match, i) => {
    const end = headings[i + 1]?.index ?? body.length;
    return { heading: (match[1] ?? '').trim(), fences: fences.filter((fence) => fence.start > match.index && fence.start < end) };
  });
  const afterTitle = body.indexOf('\n', body.search(/^# /m)) + 1;
  const opening = body.slice(afterTitle, headings[0]?.index ?? body.length).trim();
  const sourcesStart = headings.find((match) => /^sources$/i.test(match[1]?.trim() ?? ''))?.index;
  const sources =
    sourcesStart === undefined ? [] : [...body.slice(sourcesStart).matchAll(/\((https?:\/\/[^)\s]+)\)/g)].map((match) => match[1] ?? '');
  return { title, opening, sections, sources, readable: readable(body) };
}

/** A line of carets marks the line above it; it is for the test runner. */
export const caretLine = /^[ \t]*(?:\^+(?:\.\.\.)?)[ \t]?.*$/;

function readable(body: string): string {
  return body.replace(fencePattern, (whole) =>
    whole
      .split('\n')
      .filter((line) => !caretLine.test(line))
      .join('\n'),
  );
}
