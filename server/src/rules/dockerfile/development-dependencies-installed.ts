import { defineRule } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import type { RuleContext } from '../../engine/rule/define.js';
import { hasOption, operands, optionValue } from '../../languages/dockerfile/options.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import { bundleInstall, bundlerSetting, isDevelopmentStage } from '../shared/bundler.js';
import { lineAbove } from '../shared/insertion.js';
import { npmInstall } from '../shared/languagePackages.js';
import { leavesFiles } from '../shared/layers.js';
import page from './development-dependencies-installed.md';

export default defineRule({
  id: 'dockerfile/development-dependencies-installed',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['tally:tally/ruby/missing-bundle-without-development', 'tally:tally/php/composer-no-dev-in-production'],
  fix: 'review',
  page,
  check: {
    Command: {
      npm(command, ctx) {
        const [verb] = operands(command);
        const isInstall = verb?.value === 'ci' || (npmInstall(command)?.packages.length === 0 && !hasOption(command, '-g', '--global'));
        if (verb === undefined || !isInstall || hasOption(command, '--production', '--only', '--prod')) return;
        if (command.args.some(({ value }) => /^--(?:omit|include)(?:=|$)/.test(value)) || isProduction(command)) return;
        report(verb, command, '--omit=dev', ctx);
      },
      uv(command, ctx) {
        const [verb] = operands(command);
        if (
          verb?.value !== 'sync' ||
          hasOption(command, '--no-dev', '--no-default-groups', '--only-group', '--all-groups', '--dev', '--only-dev')
        )
          return;
        if (command.run.before.declarationOf('UV_NO_DEV') !== undefined) return;
        report(verb, command, '--no-dev', ctx);
      },
      poetry(command, ctx) {
        const [verb] = operands(command);
        if (verb?.value !== 'install' || hasOption(command, '--no-dev') || optionValue(command, '--without', '--only') !== undefined)
          return;
        report(verb, command, '--only main', ctx);
      },
      bundle(command, ctx) {
        const at = bundleInstall(command);
        const { stage } = command.run;
        // Where a later stage takes the gems over, they are shipped all the same.
        if (at === undefined || stage?.base.facts?.runtime !== 'ruby' || isDevelopmentStage(stage) || hasOption(command, '--without'))
          return;
        if (bundlerSetting(command, 'without', 'only') || isTestedHere(command)) return;
        ctx.report({
          at: at.span,
          message: `\`${command.name} install\` installs the gems for development and tests too; \`BUNDLE_WITHOUT\` leaves them out.`,
          fix: () => ({
            title: 'Set `BUNDLE_WITHOUT=development:test`',
            edits: [lineAbove(ctx.text, command.run, 'ENV BUNDLE_WITHOUT=development:test')],
          }),
        });
      },
      composer(command, ctx) {
        const [verb] = operands(command);
        if (
          verb?.value !== 'install' ||
          hasOption(command, '--no-dev') ||
          command.run.before.declarationOf('COMPOSER_NO_DEV') !== undefined
        )
          return;
        report(verb, command, '--no-dev', ctx);
      },
    },
  },
});

function report(verb: RunCommand['nameWord'], command: RunCommand, flag: string, ctx: RuleContext): void {
  if (!leavesFiles(command.run) || isBuilt(command)) return;
  ctx.report({
    at: verb.span,
    message: `\`${command.name} ${verb.value}\` installs the development dependencies too, and this stage ends up in the image.`,
    fix: () => ({ title: `Add \`${flag}\``, edits: [insert(verb.span.end, ` ${flag}`)] }),
  });
}

/** Tests that run in the stage need their gems. */
const isTestedHere = ({ run }: RunCommand): boolean =>
  run.stage?.instructions.some(({ source }) => /\brspec\b|\brubocop\b|rails test|rake test|rake spec/.test(source)) === true;

function isProduction(command: RunCommand): boolean {
  const value = command.run.before.declarationOf('NODE_ENV')?.value;
  return value === 'production' || command.assignments.some(({ name, value: own }) => name === 'NODE_ENV' && own === 'production');
}

/** A build or a prune behind the install says that the development dependencies are needed, or go again. */
function isBuilt(command: RunCommand): boolean {
  const later = (command.run.stage?.instructions ?? []).filter(
    (instruction) => instruction.kind === 'RUN' && instruction.index >= command.run.index,
  );
  return later.some(
    (run) =>
      run.kind === 'RUN' &&
      (run.script()?.commands ?? []).some(
        (other) =>
          (/^(?:npm|yarn|pnpm)$/.test(other.name) && /^(?:run|build|prune|test|exec)$/.test(other.args[0]?.value ?? '')) ||
          /^(?:npx|tsc|vite|next|webpack|esbuild)$/.test(other.name),
      ),
  );
}
