import { defineRule } from '../../engine/rule/define.js';
import { removeFlag } from '../shared/flagEdits.js';
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
      ctx.report({
        at: flag.value.span,
        message:
          '`host` gives the command the network of the machine that builds, its local services among it, and the result depends on that machine.',
        fix: () => ({ title: `Remove \`${flag.text}\``, edits: [removeFlag(ctx.text, flag)] }),
      });
    },
  },
});
