import { readPage } from '../rule/page.js';
import type { Finding } from '../rule/finding.js';
import { touches, type Span } from '../text/span.js';

/** Markdown and the text that it speaks of. */
export interface HoverText {
  readonly markdown: string;
  readonly span: Span;
}

/** With more pages than this at one place nobody would read any. */
const mostPages = 2;

/**
 * What the rules say at `offset`: the opening of each page and its source. Editors show the messages themselves; of many findings
 * there is a line for each.
 */
export function findingHovers(findings: readonly Finding[], offset: number): HoverText[] {
  const here = findings.filter((finding) => touches(finding.span, offset));
  const byRule = new Map(here.map((finding) => [finding.rule.id, finding]));
  const [first] = here;
  if (byRule.size > mostPages && first !== undefined) {
    const lines = [...byRule.values()].map(({ rule }) => {
      const { title, sources } = readPage(rule.page.text);
      return sources[0] === undefined ? `- ${title}` : `- ${title} · [source](${sources[0]})`;
    });
    return [{ markdown: lines.join('\n'), span: first.span }];
  }
  return [...byRule.values()].map((finding) => {
    const page = readPage(finding.rule.page.text);
    const source = page.sources[0];
    const link = source === undefined ? '' : ` · [source](${source})`;
    return { markdown: `**${page.title}**\n\n${page.opening.replace(/\n/g, ' ')}\n\n\`${finding.rule.id}\`${link}`, span: finding.span };
  });
}
