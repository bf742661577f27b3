import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { RunCommand, ShellWord } from '../../languages/dockerfile/model.js';
import { packageCall } from '../shared/osPackages.js';
import page from './dnf-packages-unpinned.md';

export default defineRule({
  id: 'dockerfile/dnf-packages-unpinned',
  language: 'dockerfile',
  severity: 'info',
  presets: [],
  since: '0.1.0',
  aliases: ['hadolint:DL3033', 'hadolint:DL3041'],
  fix: 'none',
  page,
  check: {
    Command: { yum: check, dnf: check, dnf5: check, microdnf: check, tdnf: check },
  },
});

function check(command: RunCommand, ctx: RuleContext): void {
  // A group has no version.
  if (command.args.some(({ value }) => /^(?:groups?|grp)$/.test(value))) return;
  for (const word of packageCall(command, 'install', 'in')?.packages ?? []) {
    const { value } = word;
    // name-version-release, a file, a URL, a group, or a name that a variable decides.
    const absent = outOfScope(word, command);
    if (absent !== undefined) {
      ctx.report({
        at: word.span,
        message: `\`${absent}\` is set in another stage and is empty here, so \`${value}\` names no version.`,
      });
      continue;
    }
    if (/[$`*]/.test(value) || /^[./@]|:\/\/|\.rpm$/.test(value) || /-\d/.test(value) || /[=<>:]/.test(value)) continue;
    ctx.report({ at: word.span, message: `\`${value}\` has no version, so each build takes the one that the repositories name that day.` });
  }
}

/** A variable at the end of the word that only another stage sets. */
function outOfScope({ value }: ShellWord, { run, siblings }: RunCommand): string | undefined {
  const [, name] = /-\$\{?(\w+)\}?$/.exec(value) ?? [];
  const { stage, before, mounts } = run;
  if (name === undefined || stage === undefined || before.declarationOf(name) !== undefined) return undefined;
  // The shell may set it: by an assignment, `read`, `for`, a sourced file, or a secret in the environment.
  if (mounts.some((mount) => mount.option('env')?.value?.value === name)) return undefined;
  const isSetHere = siblings.some(
    (other) => other.assignments.some((assignment) => assignment.name === name) || /^(?:\.|source|eval|read|export|set)$/.test(other.name),
  );
  if (isSetHere || new RegExp(`\\bfor\\s+${name}\\b`).test(run.source)) return undefined;
  // An ARG may be meant to be declared here once more; an ENV of another stage is only ever read by mistake.
  const isElsewhere = stage.earlier.some((other) => other.end.environment(name) !== undefined);
  return isElsewhere ? name : undefined;
}
