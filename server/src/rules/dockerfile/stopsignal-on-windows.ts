import { defineRule } from '../../engine/rule/define.js';
import { remove } from '../../engine/text/span.js';
import { wholeLines } from '../../engine/text/lines.js';
import page from './stopsignal-on-windows.md';

export default defineRule({
  id: 'dockerfile/stopsignal-on-windows',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['tally:tally/windows/no-stopsignal'],
  fix: 'safe',
  tags: ['unnecessary'],
  page,
  check: {
    Stopsignal({ stage, span, onbuild }, ctx) {
      if (stage?.base.windows !== true || onbuild !== undefined) return;
      ctx.report({
        at: span,
        message: 'Windows containers know no signals, so STOPSIGNAL has no effect there.',
        fix: () => ({ title: 'Remove the line', edits: [remove(wholeLines(ctx.text, span))] }),
      });
    },
  },
});
