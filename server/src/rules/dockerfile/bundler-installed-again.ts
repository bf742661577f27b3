import { defineRule } from '../../engine/rule/define.js';
import { remove } from '../../engine/text/span.js';
import { wholeLines } from '../../engine/text/lines.js';
import { operands } from '../../languages/dockerfile/options.js';
import { isDevelopmentStage } from '../shared/bundler.js';
import page from './bundler-installed-again.md';

export default defineRule({
  id: 'dockerfile/bundler-installed-again',
  language: 'dockerfile',
  severity: 'hint',
  presets: ['strict'],
  since: '0.4.0',
  aliases: ['tally:tally/ruby/redundant-bundler-install'],
  fix: 'review',
  page,
  check: {
    Command: {
      gem(command, ctx) {
        const { run, siblings } = command;
        if (run.stage?.base.image?.repository !== 'ruby' || isDevelopmentStage(run.stage)) return;
        const [verb, ...packages] = operands(command, valued);
        const word = packages.find(({ value }) => /^bundler(?::|$)/.test(value));
        if (!/^(?:install|i)$/.test(verb?.value ?? '') || word === undefined) return;
        const isOnly = siblings.length === 1 && packages.length === 1 && run.onbuild === undefined;
        ctx.report({
          at: word.span,
          message: `\`${run.stage.base.image.text}\` has Bundler, which takes the version that Gemfile.lock names by itself.`,
          fix: () => (isOnly ? { title: 'Remove the RUN', edits: [remove(wholeLines(ctx.text, run.span))] } : undefined),
        });
      },
    },
  },
});

const valued: ReadonlySet<string> = new Set(['-v', '--version', '-i', '--install-dir', '-n', '--bindir', '-s', '--source']);
