import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import { isDevelopmentStage } from '../shared/bundler.js';
import page from './assets-without-dummy-key.md';

export default defineRule({
  id: 'dockerfile/assets-without-dummy-key',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.4.0',
  aliases: ['tally:tally/ruby/asset-precompile-without-dummy-key'],
  fix: 'review',
  page,
  check: {
    Command: { rails: check, rake: check, bundle: check },
  },
});

function check(command: RunCommand, ctx: RuleContext): void {
  const { run, args, name } = command;
  const word = args.find(({ value }) => value === 'assets:precompile');
  if (word === undefined || (name === 'bundle' && args[0]?.value !== 'exec')) return;
  if (command.wrapper !== undefined && command.wrapper.name === 'bundle') return;
  if (isDevelopmentStage(run.stage)) return;
  const names = ['SECRET_KEY_BASE_DUMMY', 'SECRET_KEY_BASE', 'RAILS_MASTER_KEY'];
  const isGiven = names.some(
    (key) =>
      run.before.declarationOf(key) !== undefined ||
      run.source.includes(key) ||
      run.mounts.some((mount) => mount.type === 'secret' && mount.option('env')?.value?.value === key),
  );
  // A mounted key file is read by Rails itself.
  if (isGiven || run.mounts.some((mount) => mount.type === 'secret')) return;
  ctx.report({
    at: word.span,
    message: '`assets:precompile` starts the application, which stops without `SECRET_KEY_BASE`; a dummy is enough for it.',
    fix: () =>
      command.wrapper === undefined && run.form === 'shell'
        ? { title: 'Set `SECRET_KEY_BASE_DUMMY=1` for it', edits: [insert(command.span.start, 'SECRET_KEY_BASE_DUMMY=1 ')] }
        : undefined,
  });
}
