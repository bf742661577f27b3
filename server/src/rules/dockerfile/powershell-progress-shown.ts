import { defineRule } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import { powerShellText } from '../shared/powershell.js';
import page from './powershell-progress-shown.md';

export default defineRule({
  id: 'dockerfile/powershell-progress-shown',
  language: 'dockerfile',
  severity: 'hint',
  presets: ['strict'],
  since: '0.4.0',
  aliases: ['tally:tally/powershell/progress-preference'],
  fix: 'review',
  page,
  check: {
    Run(run, ctx) {
      const found = powerShellText(run);
      if (found === undefined || silent.test(found.prelude) || silent.test(found.text)) return;
      const names = /^powershell/i.test(found.prelude) ? windowsNames : everywhere;
      const call = names.exec(found.text)?.[1];
      if (call === undefined) return;
      const at = ctx.text.indexOf(call, run.rest.span.start);
      const isShell = found.by === 'shell' && run.heredocs.length === 0;
      ctx.report({
        at: at === -1 ? run.keyword.span : { start: at, end: at + call.length },
        message: `\`${call}\` draws a progress bar into the build's log, and is several times slower for it.`,
        fix: () =>
          isShell
            ? {
                title: "Set `$ProgressPreference = 'SilentlyContinue'`",
                edits: [insert(found.span.start, "$ProgressPreference = 'SilentlyContinue'; ")],
              }
            : undefined,
      });
    },
  },
});

const silent = /ProgressPreference\s*=\s*["'\\]*(?:silentlycontinue|ignore)/i;
const everywhere = /(?:^|[;|({\s])(Invoke-WebRequest|iwr|Invoke-RestMethod|irm)\b/i;
/** In Windows PowerShell `wget` and `curl` are other names of it. */
const windowsNames = /(?:^|[;|({\s])(Invoke-WebRequest|iwr|Invoke-RestMethod|irm|wget|curl)(?=\s)/i;
