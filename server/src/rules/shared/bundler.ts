import { hasOption, operands } from '../../languages/dockerfile/options.js';
import type { RunCommand, RunInstruction, ShellWord, Stage } from '../../languages/dockerfile/model.js';

/** `bundle install`, also without the word and by `bundler`; its verb, else the program's name. */
export function bundleInstall(command: RunCommand): ShellWord | undefined {
  if (command.name !== 'bundle' && command.name !== 'bundler') return undefined;
  const [verb] = operands(command, valued);
  if (verb === undefined) return hasOption(command, '--version', '--help', '-v', '-h') ? undefined : command.nameWord;
  return verb.value === 'install' ? verb : undefined;
}

const valued: ReadonlySet<string> = new Set('--gemfile --jobs -j --path --retry --without --with --shebang --binstubs'.split(' '));

/** A stage that says by its name or by its variables that it is not what runs in production. */
export function isDevelopmentStage(stage: Stage | undefined): boolean {
  if (/(?:^|[-_.])(?:dev|development|test|tests|testing|ci|debug|local)(?:$|[-_.])/i.test(stage?.name ?? '')) return true;
  return ['RAILS_ENV', 'RACK_ENV', 'APP_ENV'].some((name) =>
    /^(?:dev|development|test)$/i.test(stage?.end.declarationOf(name)?.value ?? ''),
  );
}

/** A setting of bundler's: by ENV, ARG or a variable of the command, or by `bundle config` in this RUN or one before. */
export function bundlerSetting(command: RunCommand, ...names: readonly string[]): boolean {
  const { run } = command;
  for (const name of names) {
    const variable = `BUNDLE_${name.toUpperCase()}`;
    if (run.before.declarationOf(variable) !== undefined || command.assignments.some((assignment) => assignment.name === variable))
      return true;
  }
  return configured(run, names);
}

function configured(run: RunInstruction, names: readonly string[]): boolean {
  for (let stage = run.stage; stage !== undefined; stage = stage.parent) {
    for (const other of stage.instructions) {
      if (other.kind !== 'RUN' || other.index > run.index) continue;
      const isSet = other.commands.some(
        ({ name, args }) =>
          name === 'bundle' && args[0]?.value === 'config' && args.some(({ value }) => names.includes(value.replace(/=.*$/, ''))),
      );
      if (isSet) return true;
    }
  }
  return false;
}
