import { defineRule } from '../../engine/rule/define.js';
import { bundleInstall, isDevelopmentStage } from '../shared/bundler.js';
import page from './manifest-copied-for-install.md';

export default defineRule({
  id: 'dockerfile/manifest-copied-for-install',
  language: 'dockerfile',
  severity: 'hint',
  presets: [],
  since: '0.4.0',
  aliases: ['tally:tally/ruby/prefer-gemfile-bind-mounts'],
  fix: 'none',
  page,
  check: {
    Copy(copy, ctx) {
      // Its own text first: of what is asked of the stage the answer has to be kept.
      const { sources } = copy;
      const [first] = sources;
      if (
        first === undefined ||
        !sources.every(({ value }) => /(?:^|\/)(?:Gemfile(?:\.lock|\*)?|\.ruby-version|[\w-]+\.gemspec)$/.test(value)) ||
        copy.from !== undefined ||
        copy.destination === undefined
      )
        return;
      const { stage, index } = copy;
      if (stage === undefined || isDevelopmentStage(stage)) return;
      const next = stage.instructions.find((other) => other.index > index && other.kind === 'RUN');
      if (
        next?.kind !== 'RUN' ||
        next.mounts.some(({ type }) => type === 'bind') ||
        !next.commands.some((command) => bundleInstall(command) !== undefined)
      )
        return;
      ctx.report({
        at: first.span,
        message: `\`${first.text}\` is copied for the install behind it; \`RUN --mount=type=bind,source=${first.text},target=${first.text}\` gives it to that RUN alone.`,
      });
    },
  },
});
