import { defineRule } from '../../engine/rule/define.js';
import { startCommands } from '../../languages/dockerfile/startCommand.js';
import { isDevelopmentStage } from '../shared/bundler.js';
import { lineBelow } from '../shared/insertion.js';
import page from './yjit-off.md';

export default defineRule({
  id: 'dockerfile/yjit-off',
  language: 'dockerfile',
  severity: 'hint',
  presets: [],
  since: '0.4.0',
  aliases: ['tally:tally/ruby/yjit-not-enabled-on-supported-runtime'],
  fix: 'review',
  page,
  check: {
    Stage(stage, ctx) {
      const { from, base } = stage;
      if (!stage.isFinal || from?.image === undefined || base.image?.repository !== 'ruby' || isDevelopmentStage(stage)) return;
      const [, major, minor] = /^(\d+)\.(\d+)/.exec(base.image.tag ?? '') ?? [];
      if (major === undefined || Number(major) < 3 || (Number(major) === 3 && Number(minor) < 3)) return;
      if (stage.end.environment('RUBY_YJIT_ENABLE') !== undefined || /yjit/.test(stage.end.environment('RUBYOPT')?.value ?? '')) return;
      const commands = startCommands(stage);
      const isServer = commands.some(({ name, args }) => [name, ...args.map(({ value }) => value)].some((word) => servers.test(word)));
      if (!isServer || commands.some(({ args }) => args.some(({ value }) => value === '--yjit'))) return;
      ctx.report({
        at: from.image.span,
        message: 'Nothing switches YJIT on, and without it this server is slower than it could be.',
        fix: () => ({ title: 'Set `RUBY_YJIT_ENABLE=1`', edits: [lineBelow(ctx.text, from, 'ENV RUBY_YJIT_ENABLE=1')] }),
      });
    },
  },
});

const servers = /^(?:(?:\S*\/)?(?:rails|puma|unicorn|thrust|rackup|sidekiq|falcon|thin|passenger|iodine))$/;
