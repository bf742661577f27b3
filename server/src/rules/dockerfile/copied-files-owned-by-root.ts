import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import type { AddInstruction, CopyInstruction, Stage } from '../../languages/dockerfile/model.js';
import page from './copied-files-owned-by-root.md';

export default defineRule({
  id: 'dockerfile/copied-files-owned-by-root',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'review',
  page,
  check: {
    Copy: check,
    Add: check,
  },
});

function check(instruction: CopyInstruction | AddInstruction, ctx: RuleContext): void {
  const { destination, flags, onbuild, keyword } = instruction;
  if (destination === undefined || onbuild !== undefined || flags.some(({ name }) => name === 'chown')) return;
  const { stage } = instruction;
  if (stage?.isFinal !== true || stage.base.windows) return;
  const { user } = stage.end;
  if (user === undefined || !user.complete || /^(?:root|0)?$/.test(user.user)) return;
  const path = absolute(instruction.before.workdir, instruction.expand(destination.value).value);
  const reason = whyWritten(stage, path);
  if (reason === undefined || isGivenAway(stage, instruction.index, path)) return;
  const owner = user.group === undefined ? user.user : `${user.user}:${user.group}`;
  ctx.report({
    at: destination.span,
    message: `\`${destination.text}\` ${reason}, but the copies belong to root, and \`${user.user}\` cannot write there.`,
    fix: () => ({ title: `Add \`--chown=${owner}\``, edits: [insert(keyword.span.end, ` --chown=${owner}`)] }),
  });
}

const absolute = (workdir: string | undefined, path: string): string =>
  (path.startsWith('/') ? path : `${workdir ?? ''}/${path}`).replace(/\/(?:\.\/)+/g, '/').replace(/\/+$/, '');

/** Everybody may write in them, and what is copied there is no folder of the program's. */
const everybodys: ReadonlySet<string> = new Set(['/tmp', '/var/tmp', '/dev/shm']);

/** Volumes are written to, and folders with a name that says so. */
function whyWritten(stage: Stage, path: string): string | undefined {
  if (everybodys.has(path)) return undefined;
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) {
    for (const instruction of at.instructions) {
      if (
        instruction.kind === 'VOLUME' &&
        instruction.paths.some(({ value }) => path === value.replace(/\/$/, '') || path.startsWith(`${value.replace(/\/$/, '')}/`))
      )
        return 'is in a VOLUME';
    }
  }
  const name = /\/(uploads?|storage|logs?|cache|tmp|sessions|media)$/.exec(path)?.[1];
  if (name !== undefined) return `is by its name \`${name}\` written to at run time`;
  return /\.(?:sqlite3?|db)$/.test(path) ? 'is a database that is written to' : undefined;
}

/** A `chown` or `chmod` further down, or a shell's that cannot be read. */
function isGivenAway(stage: Stage, after: number, path: string): boolean {
  return stage.instructions.some((instruction) => {
    if (instruction.kind !== 'RUN' || instruction.index < after) return false;
    const script = instruction.script();
    if (script === undefined) return true;
    return script.commands.some(
      ({ name, args }) =>
        /^(?:chown|chmod|chgrp|setfacl|install)$/.test(name) &&
        args.some(
          ({ value, literal }) => !literal || path === value || path.startsWith(value.replace(/\/?$/, '/')) || !value.startsWith('/'),
        ),
    );
  });
}
