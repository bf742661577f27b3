import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import { bundleInstall } from '../shared/bundler.js';
import page from './bundler-flags-remembered.md';

export default defineRule({
  id: 'dockerfile/bundler-flags-remembered',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.4.0',
  aliases: ['tally:tally/ruby/deprecated-bundler-install-flags'],
  fix: 'none',
  page,
  check: {
    Command: { bundle: check, bundler: check },
  },
});

const settings: Readonly<Record<string, string>> = {
  '--deployment': 'BUNDLE_DEPLOYMENT',
  '--without': 'BUNDLE_WITHOUT',
  '--with': 'BUNDLE_WITH',
  '--path': 'BUNDLE_PATH',
  '--system': 'BUNDLE_PATH__SYSTEM',
  '--frozen': 'BUNDLE_FROZEN',
  '--no-prune': 'BUNDLE_NO_PRUNE',
  '--clean': 'BUNDLE_CLEAN',
  '--binstubs': 'BUNDLE_BIN',
};

function check(command: RunCommand, ctx: RuleContext): void {
  if (bundleInstall(command) === undefined) return;
  for (const word of command.args) {
    const flag = word.value.replace(/=.*$/, '');
    const setting = Object.hasOwn(settings, flag) ? settings[flag] : undefined;
    if (setting === undefined) continue;
    ctx.report({
      at: word.span,
      message: `\`${flag}\` is remembered for later calls, and new versions of Bundler refuse it; the variable \`${setting}\` says the same.`,
    });
  }
}
