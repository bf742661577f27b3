import { defineRule } from '../../engine/rule/define.js';
import { probesOf, probeKinds } from '../shared/kubernetesProbes.js';
import page from './probe-command-denied.md';

export default defineRule({
  id: 'kubernetes/probe-command-denied',
  language: 'kubernetes',
  severity: 'warning',
  presets: [],
  since: '0.2.0',
  aliases: ['kyverno:deny-commands-in-exec-probe'],
  fix: 'none',
  options: { commands: { type: 'strings', default: ['jcmd', 'ps', 'ls'], description: 'Programs that a probe must not run.' } },
  page,
  check: {
    where: probeKinds,
    Container(container, ctx) {
      const denied = ctx.option<readonly string[]>('commands');
      for (const { kind, map } of probesOf(container)) {
        for (const item of map.get('exec', 'command')?.items ?? []) {
          const program = (item.string ?? '').split(/[\s;|&]+/).find((word) => denied.includes(word.slice(word.lastIndexOf('/') + 1)));
          if (program === undefined) continue;
          ctx.report({
            at: item.span,
            message: `The ${kind} runs \`${program}\`: it is started anew with every probe and says little of the application.`,
          });
        }
      }
    },
  },
});
