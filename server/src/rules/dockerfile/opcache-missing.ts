import { defineRule } from '../../engine/rule/define.js';
import { lineBelow } from '../shared/insertion.js';
import type { Stage } from '../../languages/dockerfile/model.js';
import page from './opcache-missing.md';

export default defineRule({
  id: 'dockerfile/opcache-missing',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.4.0',
  aliases: ['tally:tally/php/enable-opcache-in-production'],
  fix: 'review',
  page,
  check: {
    Stage(stage, ctx) {
      const { from, base } = stage;
      if (!stage.isFinal || from?.image === undefined || base.image?.repository !== 'php' || isDevelopment(stage)) return;
      const tag = base.image.tag ?? '';
      if (!/(?:^|-)(?:fpm|apache)(?:-|$)/.test(tag) || isBuiltIn(tag) || mentions(stage)) return;
      ctx.report({
        at: from.image.span,
        message: 'Nothing switches OPcache on, so PHP compiles every file at every request.',
        fix: () => ({ title: 'Switch OPcache on', edits: [lineBelow(ctx.text, from, 'RUN docker-php-ext-install opcache')] }),
      });
    },
  },
});

const isDevelopment = ({ name, instructions }: Stage): boolean =>
  /dev|test|debug|local|ci/i.test(name ?? '') || instructions.some(({ source }) => /xdebug|php\.ini-development/.test(source));

/** OPcache is compiled into PHP 8.5 and newer: https://www.php.net/releases/8.5/. */
function isBuiltIn(tag: string): boolean {
  const [, major, minor] = /^(\d+)(?:\.(\d+))?/.exec(tag) ?? [];
  return major === undefined || minor === undefined || Number(major) > 8 || (Number(major) === 8 && Number(minor) >= 5);
}

/** Any word of it, in the stage or in what it is built on, and scripts that nobody reads here. */
function mentions(stage: Stage): boolean {
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent)
    if (at.instructions.some(({ source }) => /opcache|mlocati|conf\.d|php\.ini-production/.test(source))) return true;
  return false;
}
