import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import type { RuleContext } from '../../engine/rule/define.js';
import page from './cleartext-url.md';

export default defineRule({
  id: 'dockerfile/cleartext-url',
  language: 'dockerfile',
  severity: 'hint',
  presets: ['strict'],
  since: '0.1.0',
  aliases: ['sonar:S5332'],
  fix: 'review',
  page,
  check: {
    Add({ sources }, ctx) {
      for (const source of sources) check(source.value, source.span, ctx);
    },
    Command: {
      curl: (command, ctx) => command.args.forEach((word) => check(word.value, word.span, ctx)),
      wget: (command, ctx) => command.args.forEach((word) => check(word.value, word.span, ctx)),
    },
  },
});

function check(value: string, span: { start: number; end: number }, ctx: RuleContext): void {
  const match = /^["']?(http|ftp):\/\/([^/:\s"']+)/.exec(value);
  if (match === null || /^(?:localhost|127\.|0\.0\.0\.0|\[::1\]|host\.docker\.internal|[^.]+$)/.test(match[2] ?? '')) return;
  const start = span.start + value.indexOf('http');
  ctx.report({
    at: span,
    message: `\`${match[1] ?? ''}://${match[2] ?? ''}\` is not encrypted: what arrives may have been changed on the way.`,
    fix: () =>
      match[1] === 'http' && span.end - span.start === value.length
        ? { title: 'Use https', edits: [replace({ start, end: start + 4 }, 'https')] }
        : undefined,
  });
}
