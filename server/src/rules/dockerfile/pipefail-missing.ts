import { defineRule } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import { lineBreakOf, lineStart } from '../../engine/text/lines.js';
import page from './pipefail-missing.md';

export default defineRule({
  id: 'dockerfile/pipefail-missing',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['hadolint:DL4006', 'semgrep:set-pipefail'],
  fix: 'review',
  page,
  check: {
    Run(run, ctx) {
      if (run.form === 'exec') return;
      const commands = run.script()?.commands ?? [];
      const first = commands.find(
        ({ pipeline, substituted, depth }) => pipeline.length > 1 && pipeline.index === 0 && !substituted && depth < 2,
      );
      if (first === undefined) return;
      const { shell } = run.before;
      if (shell.pipefail || !shell.posix) return;
      // `set -o pipefail` in the RUN itself, or a pipe whose first part cannot fail.
      if (
        commands.some(
          ({ name, args }) =>
            name === 'set' && args.some(({ value }, i) => value === 'pipefail' && /^-\w*o$/.test(args[i - 1]?.value ?? '')),
        )
      )
        return;
      if (commands.some(({ name }) => name === 'bash' || name === 'sh')) {
        if (commands.some(({ args }) => args.some(({ value }) => value === 'pipefail'))) return;
      }
      if (/^(?:echo|printf|yes|true|cat)$/.test(first.name) && first.pipeline.length === 2) {
        if (first.name === 'yes' || first.name === 'true') return;
      }
      const isBusybox = shell.kind === 'ash' || run.stage?.base.facts?.shell === 'busybox';
      const line = isBusybox ? 'SHELL ["/bin/ash", "-o", "pipefail", "-c"]' : 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]';
      const facts = run.stage?.base.facts;
      // A distribution's image without bash would break with that line.
      const hasShell = isBusybox || facts === undefined || facts.packageManager === 'apt' || facts.shell === 'bash';
      ctx.report({
        at: first.span,
        message: `Of a pipe only the last command's failure stops the build: when \`${first.name === '' ? first.nameWord.text : first.name}\` fails, the layer is built all the same.`,
        fix: () =>
          hasShell
            ? { title: `Insert \`${line}\``, edits: [insert(lineStart(ctx.text, run.span.start), `${line}${lineBreakOf(ctx.text)}`)] }
            : undefined,
      });
    },
  },
});
