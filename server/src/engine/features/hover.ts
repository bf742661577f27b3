import { readPage } from '../rule/page.js';
import type { Finding } from '../rule/finding.js';
import { touches, type Span } from '../text/span.js';

/** Markdown and the text that it speaks of. */
export interface HoverText {
  readonly markdown: string;
  readonly span: Span;
}

/** What the rules say at `offset`: the opening of each page and its source. */
export function findingHovers(findings: readonly Finding[], offset: number): HoverText[] {
  const here = findings.filter((finding) => touches(finding.span, offset));
  const byRule = new Map(here.map((finding) => [finding.rule.id, finding]));
  return [...byRule.values()].map((finding) => {
    const page = readPage(finding.rule.page.text);
    const source = page.sources[0];
    const link = source === undefined ? '' : ` · [source](${source})`;
    return { markdown: `**${page.title}**\n\n${page.opening.replace(/\n/g, ' ')}\n\n\`${finding.rule.id}\`${link}`, span: finding.span };
  });
}
