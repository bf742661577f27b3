import { defineRule } from '../../engine/rule/define.js';
import page from './debug-mode-enabled.md';

export default defineRule({
  id: 'dockerfile/debug-mode-enabled',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['sonar:S4507'],
  fix: 'none',
  page,
  check: {
    Stage(stage, ctx) {
      if (!stage.isFinal || /dev|debug|test|local/i.test(stage.name ?? '') || /dev|debug|local/i.test(ctx.near.fileName)) return;
      for (const [name, pattern] of switches) {
        const found = stage.end.environment(name);
        if (found?.pair.value === undefined || found.value === undefined || !pattern.test(found.value)) continue;
        ctx.report({
          at: found.pair.span,
          message: `\`${name}=${found.value}\` is for development: errors show their traces to users, and checks are off or slow.`,
        });
      }
    },
  },
});

const on = /^(?:1|true|yes|on)$/i;
const development = /^(?:dev|development)$/i;
/** From the frameworks' own documentation, by the name of the variable. */
const switches: readonly (readonly [string, RegExp])[] = [
  ['FLASK_DEBUG', on],
  ['FLASK_ENV', development],
  ['DJANGO_DEBUG', on],
  ['DEBUG', /^(?:1|true|yes|on|\*)$/i],
  ['APP_DEBUG', on],
  ['APP_ENV', development],
  ['NODE_ENV', development],
  ['RAILS_ENV', development],
  ['RACK_ENV', development],
  ['ASPNETCORE_ENVIRONMENT', development],
  ['DOTNET_ENVIRONMENT', development],
];
