import { defineRule } from '../../engine/rule/define.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import page from './wget-and-curl.md';

export default defineRule({
  id: 'dockerfile/wget-and-curl',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['hadolint:DL4001', 'trivy:DS-0014', 'semgrep:use-either-wget-or-curl', 'tally:hadolint/DL4001'],
  fix: 'none',
  page,
  check: {
    File(model, ctx) {
      for (const stage of model.stages) {
        const of = (name: string): RunCommand[] => model.commandsNamed(name).filter((command) => command.run.stage === stage);
        const wget = of('wget');
        const curl = of('curl');
        const [firstWget] = wget;
        const [firstCurl] = curl;
        if (firstWget === undefined || firstCurl === undefined) continue;
        const late = firstWget.span.start > firstCurl.span.start ? firstWget : firstCurl;
        const early = late === firstWget ? firstCurl : firstWget;
        ctx.report({
          at: late.nameWord.span,
          message: `\`${late.name}\` does what \`${early.name}\` above does; with one of them the image is smaller and there is one to configure.`,
          related: [{ at: early.nameWord.span, message: `\`${early.name}\` is used here` }],
        });
      }
    },
  },
});
