import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import { lineBelow } from '../shared/insertion.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import page from './telemetry-on.md';

export default defineRule({
  id: 'dockerfile/telemetry-on',
  language: 'dockerfile',
  severity: 'hint',
  presets: [],
  since: '0.4.0',
  aliases: ['tally:tally/prefer-telemetry-opt-out'],
  fix: 'review',
  page,
  check: {
    Command: {
      next: check,
      nuxt: check,
      nuxi: check,
      gatsby: check,
      astro: check,
      turbo: check,
      dotnet: check,
      az: check,
      wrangler: check,
      pwsh: check,
      brew: check,
      vcpkg: check,
      bun: check,
      bunx: check,
      npx: checkStarted,
    },
  },
});

/** From the makers' own pages, read 2026-11. */
const switches: Readonly<Record<string, string>> = {
  next: 'NEXT_TELEMETRY_DISABLED=1',
  nuxt: 'NUXT_TELEMETRY_DISABLED=1',
  nuxi: 'NUXT_TELEMETRY_DISABLED=1',
  gatsby: 'GATSBY_TELEMETRY_DISABLED=1',
  astro: 'ASTRO_TELEMETRY_DISABLED=1',
  turbo: 'TURBO_TELEMETRY_DISABLED=1',
  dotnet: 'DOTNET_CLI_TELEMETRY_OPTOUT=1',
  az: 'AZURE_CORE_COLLECT_TELEMETRY=0',
  wrangler: 'WRANGLER_SEND_METRICS=false',
  pwsh: 'POWERSHELL_TELEMETRY_OPTOUT=1',
  brew: 'HOMEBREW_NO_ANALYTICS=1',
  vcpkg: 'VCPKG_DISABLE_METRICS=1',
  bun: 'DO_NOT_TRACK=1',
  bunx: 'DO_NOT_TRACK=1',
};

function check(command: RunCommand, ctx: RuleContext, tool = command.name): void {
  const { run } = command;
  const setting = Object.hasOwn(switches, tool) ? switches[tool] : undefined;
  const name = setting?.replace(/=.*$/, '');
  if (setting === undefined || name === undefined || run.before.declarationOf(name) !== undefined || run.source.includes(name)) return;
  // One finding for a stage and tool.
  const first = run.stage?.instructions.find((other) => other.kind === 'RUN' && other.commands.some((each) => toolOf(each) === tool));
  if (first !== undefined && first.index !== run.index) return;
  const own = run.commands.find((each) => toolOf(each) === tool);
  if (own !== undefined && own.nameWord !== command.nameWord) return;
  const from = run.stage?.from;
  ctx.report({
    at: command.nameWord.span,
    message: `\`${tool}\` reports its use to its maker; \`${setting}\` switches that off.`,
    fix: () =>
      from === undefined || run.onbuild !== undefined
        ? undefined
        : { title: `Set \`${setting}\``, edits: [lineBelow(ctx.text, from, `ENV ${setting}`)] },
  });
}

function checkStarted(command: RunCommand, ctx: RuleContext): void {
  const tool = toolOf(command);
  if (tool !== command.name) check(command, ctx, tool);
}

function toolOf({ name, args }: RunCommand): string {
  return name === 'npx' ? (args.find(({ value }) => !value.startsWith('-'))?.value.replace(/(.)@.*$/, '$1') ?? name) : name;
}
