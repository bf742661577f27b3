import { defineRule } from '../../engine/rule/define.js';
import { remove } from '../../engine/text/span.js';
import page from './host-network-in-run.md';

export default defineRule({
  id: 'dockerfile/host-network-in-run',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['sonar:S6431'],
  fix: 'review',
  page,
  check: {
    Run({ flags }, ctx) {
      const flag = flags.find(({ name }) => name === 'network');
      if (flag?.value?.value !== 'host') return;
      const behind = /^[ \t]+/.exec(ctx.text.slice(flag.span.end))?.[0].length ?? 0;
      ctx.report({
        at: flag.value.span,
        message:
          '`host` gives the command the network of the machine that builds, its local services among it, and the result depends on that machine.',
        fix: () => ({ title: `Remove \`${flag.text}\``, edits: [remove({ start: flag.span.start, end: flag.span.end + behind })] }),
      });
    },
  },
});
