import { defineRule } from '../../engine/rule/define.js';
import page from './long-run-line.md';

export default defineRule({
  id: 'dockerfile/long-run-line',
  language: 'dockerfile',
  severity: 'hint',
  presets: [],
  since: '0.4.0',
  aliases: ['sonar:S7020'],
  fix: 'none',
  options: { columns: { type: 'number', default: 120, description: 'Characters that a line of a RUN may have.' } },
  page,
  check: {
    Run(run, ctx) {
      const { head, rest, heredocs, form, source } = run;
      if (form === 'exec' || heredocs.length > 0) return;
      const most = ctx.option<number>('columns');
      if (head.end - head.start <= most) return;
      let from = head.start;
      // Its own text: what looks at the file is judged again at each key.
      const start = (run.onbuild ?? run).span.start;
      for (const line of source.slice(head.start - start, head.end - start).split('\n')) {
        const end = from + line.trimEnd().length;
        // An address or a word without blanks cannot be parted.
        if (
          end - from > most &&
          /\S\s+\S.*\S\s+\S/.test(line) &&
          !line
            .trim()
            .split(/\s+/)
            .some((word) => word.length > most / 2)
        ) {
          ctx.report({
            at: { start: from === head.start ? rest.span.start : from, end },
            message: `This line is ${end - from} characters long, more than the ${most} that are set; a backslash continues it on the next.`,
          });
          return;
        }
        from += line.length + 1;
      }
    },
  },
});
