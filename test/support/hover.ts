import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HoverText } from '../../server/src/engine/features/hover.js';

/** A text with a `|` at the cursor, which is not part of it; `\|` stands for a bar of the text itself. */
export function atCursor(marked: string): { readonly text: string; readonly offset: number } {
  const plain = marked.replaceAll('\\|', '\u0001');
  const offset = plain.indexOf('|');
  assert.notEqual(offset, -1, 'the text has a cursor');
  return { text: (plain.slice(0, offset) + plain.slice(offset + 1)).replaceAll('\u0001', '|'), offset };
}

export interface HoverCase {
  /** With a cursor. */
  readonly text: string;
  /** What the span of the hover covers. */
  readonly token?: string;
  readonly has: readonly (string | RegExp)[];
  readonly lacks?: readonly string[];
}

type HoverAt = (text: string, offset: number) => HoverText | undefined;

/** What tests of one language's hover are made of: one case, and a suite of named ones. */
export function hoverChecks(hoverAt: HoverAt): {
  readonly check: (each: HoverCase) => void;
  readonly suite: (name: string, cases: Readonly<Record<string, HoverCase>>) => void;
} {
  const checkOne = (each: HoverCase): void => check(each, hoverAt);
  return {
    check: checkOne,
    suite: (name, cases) => {
      describe(name, () => {
        for (const [title, each] of Object.entries(cases)) it(title, () => checkOne(each));
      });
    },
  };
}

function check(
  { text: marked, token, has, lacks = [] }: HoverCase,
  hoverAt: (text: string, offset: number) => HoverText | undefined,
): void {
  const { text, offset } = atCursor(marked);
  const hover = hoverAt(text, offset);
  assert.ok(hover !== undefined, 'there is a hover');
  if (token !== undefined) assert.equal(text.slice(hover.span.start, hover.span.end), token);
  for (const part of has) {
    if (typeof part === 'string') assert.ok(hover.markdown.includes(part), `${JSON.stringify(part)} in:\n${hover.markdown}`);
    else assert.match(hover.markdown, part);
  }
  for (const part of lacks) assert.ok(!hover.markdown.includes(part), `no ${JSON.stringify(part)} in:\n${hover.markdown}`);
}

/** Whatever the text: a hover covers the place that was asked for and says something that a person can read. */
export function isSoundHover(hover: HoverText, offset: number, text: string, where: string): void {
  const { span, markdown } = hover;
  assert.ok(span.start <= offset && offset <= span.end && span.end <= text.length, `hover at ${offset} of ${where}`);
  assert.ok(markdown.trim() !== '' && !/\bundefined\b|\bNaN\b|\[object |\uE000/.test(markdown), `${markdown} of ${where}`);
}
