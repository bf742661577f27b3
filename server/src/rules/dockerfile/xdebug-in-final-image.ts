import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import { leavesFiles } from '../shared/layers.js';
import page from './xdebug-in-final-image.md';

export default defineRule({
  id: 'dockerfile/xdebug-in-final-image',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.4.0',
  aliases: ['tally:tally/php/no-xdebug-in-final-image'],
  fix: 'none',
  page,
  check: {
    Command: {
      pecl: check,
      pie: check,
      'docker-php-ext-enable': check,
      'docker-php-ext-install': check,
      'install-php-extensions': check,
      'apt-get': check,
      apk: check,
    },
  },
});

function check(command: RunCommand, ctx: RuleContext): void {
  const { run, conditional } = command;
  if (conditional || !leavesFiles(run) || /dev|test|debug|local|ci/i.test(run.stage?.name ?? '')) return;
  const word = command.args.find(({ value }) => /^(?:php[\d.]*-(?:pecl-)?)?(?:xdebug\/)?xdebug(?:[-@:=].*)?$/.test(value));
  if (word === undefined) return;
  // One finding for a RUN: installing and enabling belong together.
  const first = command.siblings.find((other) => installers.test(other.name) && other.args.some(({ value }) => /xdebug/.test(value)));
  if (first !== undefined && first.nameWord !== command.nameWord) return;
  ctx.report({
    at: word.span,
    message: `\`${word.value}\` is for development: it slows every request down, and this stage ends up in the image.`,
  });
}

const installers = /^(?:pecl|pie|docker-php-ext-enable|docker-php-ext-install|install-php-extensions|apt-get|apk)$/;
