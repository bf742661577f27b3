import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import type { AddInstruction, CopyInstruction, Instruction, Stage } from '../../languages/dockerfile/model.js';
import page from './user-without-passwd.md';

export default defineRule({
  id: 'dockerfile/user-without-passwd',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['tally:tally/named-identity-in-passwdless-stage'],
  fix: 'none',
  page,
  check: {
    User(instruction, ctx) {
      const { user, words, complete } = instruction;
      const [word] = words;
      if (word === undefined || !complete || /^\d*$/.test(user) || !lacksPasswd(instruction.stage, instruction.index)) return;
      ctx.report({
        at: {
          start: word.span.start,
          end: word.span.start + (word.text === word.value && word.text.startsWith(user) ? user.length : word.text.length),
        },
        // `root` is known without the file to some runtimes.
        ...(user === 'root' ? { severity: 'warning' as const } : {}),
        message: `\`${user}\` is looked up in \`/etc/passwd\`, which an image from \`scratch\` does not have; the container cannot start. A number needs no look-up.`,
      });
    },
    Copy: checkOwner,
    Add: checkOwner,
  },
});

function checkOwner(instruction: CopyInstruction | AddInstruction, ctx: RuleContext): void {
  const owner = instruction.flags.find(({ name }) => name === 'chown')?.value;
  if (
    owner === undefined ||
    owner.value.includes('$') ||
    /^\d+(?::\d+)?$/.test(owner.value) ||
    !lacksPasswd(instruction.stage, instruction.index)
  )
    return;
  ctx.report({
    at: owner.span,
    message: `\`${owner.text}\` is looked up in \`/etc/passwd\`, which an image from \`scratch\` does not have; the build fails. Numbers need no look-up.`,
  });
}

function lacksPasswd(stage: Stage | undefined, before: number): boolean {
  if (stage === undefined || !stage.base.scratch || stage.implicit) return false;
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent)
    if (at.instructions.some((instruction) => instruction.index < before && bringsPasswd(instruction))) return false;
  return true;
}

/** Anything that may hold the file: the file, its folder, an archive, a whole tree. */
function bringsPasswd(instruction: Instruction): boolean {
  if (instruction.kind === 'RUN') return true;
  if (instruction.kind !== 'COPY' && instruction.kind !== 'ADD') return false;
  const paths = [...instruction.sources, ...(instruction.destination === undefined ? [] : [instruction.destination])].map(
    ({ value }) => value,
  );
  if (
    paths.some((path) => /passwd|(?:^|\/)etc\/?$|\.tar|\.t?gz|rootfs/.test(path)) ||
    instruction.heredocs.some(({ text }) => /:x?:\d+:/.test(text))
  )
    return true;
  return (
    /^\/?$/.test(instruction.destination?.value ?? '') &&
    instruction.sources.some(({ value }) => /^(?:\/|\.|\.\/)$/.test(value) || value.endsWith('/') || /\$/.test(value))
  );
}
