import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import page from './labels-unordered.md';

export default defineRule({
  id: 'dockerfile/labels-unordered',
  language: 'dockerfile',
  severity: 'hint',
  presets: [],
  since: '0.4.0',
  aliases: ['tally:tally/labels/prefer-stable-order'],
  fix: 'safe',
  page,
  check: {
    Label({ pairs }, ctx) {
      if (pairs.length < 2 || pairs.some((pair) => pair.legacy || pair.name.text.includes('$') || pair.name.value === '')) return;
      const keys = pairs.map(({ name }) => name.value);
      if (new Set(keys).size < keys.length) return;
      const sorted = pairs.map((pair, i) => ({ pair, i, rank: rankOf(pair.name.value) })).sort((a, b) => a.rank - b.rank || a.i - b.i);
      const at = sorted.findIndex(({ pair }, i) => pair !== pairs[i]);
      const wrong = pairs[at];
      if (wrong === undefined) return;
      ctx.report({
        at: wrong.name.span,
        message: `\`${sorted[at]?.pair.name.value ?? ''}\` belongs before \`${wrong.name.value}\` in the usual order of labels.`,
        fix: () => {
          // A comment speaks of the label beside it, and would stay behind.
          if (/(?:^|\n)[ \t]*#/.test(ctx.text.slice(pairs[0]?.span.start, pairs.at(-1)?.span.end))) return undefined;
          const edits = pairs.flatMap(({ span }, i) => {
            const other = sorted[i]?.pair.span ?? span;
            return other === span ? [] : [replace(span, ctx.text.slice(other.start, other.end))];
          });
          return { title: 'Sort the labels', edits };
        },
      });
    },
  },
});

const oci = 'org.opencontainers.image.';
/** What it is, where it comes from, whose it is, which version, on what it stands. */
const order: readonly string[] =
  'title description source url documentation authors vendor licenses version revision created ref.name base.name base.digest'
    .split(' ')
    .map((name) => `${oci}${name}`);

function rankOf(key: string): number {
  const at = order.indexOf(key);
  if (at !== -1) return at;
  if (key.startsWith(oci)) return order.length;
  return key === 'maintainer' || key.startsWith('org.label-schema.') ? order.length + 1 : order.length + 2;
}
