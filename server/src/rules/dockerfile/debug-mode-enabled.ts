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
      for (const { name, pattern } of switches) {
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
const switches: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  { name: 'FLASK_DEBUG', pattern: on },
  { name: 'FLASK_ENV', pattern: development },
  { name: 'DJANGO_DEBUG', pattern: on },
  { name: 'DEBUG', pattern: /^(?:1|true|yes|on|\*)$/i },
  { name: 'APP_DEBUG', pattern: on },
  { name: 'APP_ENV', pattern: development },
  { name: 'NODE_ENV', pattern: development },
  { name: 'RAILS_ENV', pattern: development },
  { name: 'RACK_ENV', pattern: development },
  { name: 'ASPNETCORE_ENVIRONMENT', pattern: development },
  { name: 'DOTNET_ENVIRONMENT', pattern: development },
];
