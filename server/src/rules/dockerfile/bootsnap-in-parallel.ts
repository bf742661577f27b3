import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import { hasOption } from '../../languages/dockerfile/options.js';
import { argumentBehind } from '../shared/runEdits.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import page from './bootsnap-in-parallel.md';

export default defineRule({
  id: 'dockerfile/bootsnap-in-parallel',
  language: 'dockerfile',
  severity: 'hint',
  presets: ['strict'],
  since: '0.4.0',
  aliases: ['tally:tally/ruby/bootsnap-precompile-without-j1'],
  fix: 'safe',
  page,
  check: {
    Command: {
      bootsnap: check,
      bundle(command, ctx) {
        if (command.args[0]?.value === 'exec' && command.args[1]?.value === 'bootsnap') check(command, ctx);
      },
    },
  },
});

function check(command: RunCommand, ctx: RuleContext): void {
  const word = command.args.find(({ value }) => value === 'precompile');
  if (word === undefined || hasOption(command, '-j', '--jobs')) return;
  ctx.report({
    at: word.span,
    message: '`bootsnap precompile` may hang in a build under emulation, unless `-j 1` keeps it to one process.',
    fix: () => ({ title: 'Add `-j 1`', edits: [argumentBehind(command, word, '-j 1')] }),
  });
}
