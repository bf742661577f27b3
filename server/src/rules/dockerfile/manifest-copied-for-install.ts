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
    Copy({ sources, stage, index, from, destination }, ctx) {
      if (from !== undefined || stage === undefined || destination === undefined || isDevelopmentStage(stage)) return;
      const [first] = sources;
      if (
        first === undefined ||
        !sources.every(({ value }) => /(?:^|\/)(?:Gemfile(?:\.lock|\*)?|\.ruby-version|[\w-]+\.gemspec)$/.test(value))
      )
        return;
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
