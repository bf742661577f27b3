import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import page from './relinked-shell.md';

export default defineRule({
  id: 'dockerfile/relinked-shell',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['hadolint:DL4005', 'semgrep:use-shell-instruction'],
  fix: 'review',
  page,
  check: {
    Command: {
      ln(command, ctx) {
        const operands = command.args.filter(({ value }) => !value.startsWith('-'));
        const target = operands[1]?.value;
        const source = operands[0]?.value;
        if (target !== '/bin/sh' || source === undefined) return;
        const { run } = command;
        // A comment inside would go with the RUN.
        const isOnly = command.siblings.length === 1 && !/\n[ \t]*#/.test(run.source);
        ctx.report({
          at: command.span,
          message: `This puts \`${source}\` in the place of the system's shell for every script in the image; SHELL changes it for the build alone.`,
          fix: () =>
            isOnly
              ? {
                  title: 'Use SHELL',
                  edits: [
                    replace(
                      { start: run.span.start, end: run.heredocs.length > 0 ? run.span.end : run.rest.span.end },
                      `SHELL ["${source}", "-c"]`,
                    ),
                  ],
                }
              : undefined,
        });
      },
    },
  },
});
