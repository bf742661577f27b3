import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import { isDevelopmentStage } from '../shared/bundler.js';
import { leavesFiles } from '../shared/layers.js';
import { packageCall } from '../shared/osPackages.js';
import page from './jemalloc-not-preloaded.md';

export default defineRule({
  id: 'dockerfile/jemalloc-not-preloaded',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.4.0',
  aliases: ['tally:tally/ruby/jemalloc-installed-but-not-preloaded'],
  fix: 'none',
  page,
  check: {
    Command: { 'apt-get': check, apt: check, apk: check },
  },
});

function check(command: RunCommand, ctx: RuleContext): void {
  if (!command.run.source.includes('jemalloc')) return;
  const { stage } = command.run;
  if (stage === undefined || !stage.isFinal || !leavesFiles(command.run) || isDevelopmentStage(stage)) return;
  const word = packageCall(command, 'install', 'add')?.packages.find(({ value }) => /^(?:libjemalloc2|jemalloc)(?:[=:].*)?$/.test(value));
  if (word === undefined || stage.end.environment('LD_PRELOAD') !== undefined || stage.end.environment('MALLOC_CONF') !== undefined) return;
  // A start script, a configuration file or a linked program may load it.
  const start = stage.entrypoint?.script()?.commands[0]?.nameWord.value ?? '';
  if (/entrypoint|\.sh$/.test(start)) return;
  if (
    stage.instructions.some(
      ({ source, span }) => /LD_PRELOAD|ld\.so\.preload|with-jemalloc|ljemalloc/.test(source) && span.start !== command.run.span.start,
    )
  )
    return;
  if (/LD_PRELOAD|ld\.so\.preload|with-jemalloc|ljemalloc/.test(command.run.source)) return;
  ctx.report({
    at: word.span,
    message: `\`${word.value}\` is installed, and no LD_PRELOAD makes a program use it.`,
  });
}
