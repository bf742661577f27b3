import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import { bundleInstall, isDevelopmentStage } from '../shared/bundler.js';
import { isMounted } from '../shared/languagePackages.js';
import { leavesFiles } from '../shared/layers.js';
import { laterCommands } from '../shared/osPackages.js';
import { appendCleanup } from '../shared/runEdits.js';
import page from './bundler-cache-kept.md';

export default defineRule({
  id: 'dockerfile/bundler-cache-kept',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.4.0',
  aliases: ['tally:tally/ruby/leftover-bundler-cache'],
  fix: 'review',
  page,
  check: {
    Command: { bundle: check, bundler: check },
  },
});

/** Where the official image puts gems, and where Rails' own Dockerfile does. */
const official = 'rm -rf ~/.bundle/cache /usr/local/bundle/cache /usr/local/bundle/bundler/gems/*/.git';
const ofRails = 'rm -rf ~/.bundle/cache "${BUNDLE_PATH}"/ruby/*/cache "${BUNDLE_PATH}"/ruby/*/bundler/gems/*/.git';

function check(command: RunCommand, ctx: RuleContext): void {
  const at = bundleInstall(command);
  const { run } = command;
  if (at === undefined || !leavesFiles(run) || isDevelopmentStage(run.stage) || run.stage?.base.facts?.runtime !== 'ruby') return;
  if (isMounted(command, /bundle|gems|vendor/)) return;
  const isCleaned = laterCommands(command).some(
    ({ name, args }) =>
      (name === 'rm' && args.some(({ value }) => /cache|\.bundle/.test(value))) ||
      (name === 'find' && args.some(({ value }) => /cache|\.gem/.test(value))) ||
      (name === 'bundle' && args[0]?.value === 'clean'),
  );
  if (isCleaned) return;
  ctx.report({
    at: at.span,
    message: '`bundle install` keeps the packages that it has unpacked in this layer, and nobody reads them again.',
    fix: () => {
      const isSet = run.before.environment('BUNDLE_PATH') !== undefined;
      const edits =
        isSet || run.stage?.base.image?.repository === 'ruby' ? appendCleanup(ctx.text, command, isSet ? ofRails : official) : undefined;
      return edits === undefined ? undefined : { title: 'Remove them in the same RUN', edits };
    },
  });
}
