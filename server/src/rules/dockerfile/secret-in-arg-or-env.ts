import { defineRule } from '../../engine/rule/define.js';
import type { Fix, RuleContext } from '../../engine/rule/define.js';
import { insert, remove } from '../../engine/text/span.js';
import { wholeLines } from '../../engine/text/lines.js';
import type { ArgInstruction, EnvInstruction, Pair, RunInstruction } from '../../languages/dockerfile/model.js';
import { isHarmlessValue, isSecretName } from '../shared/secrets.js';
import page from './secret-in-arg-or-env.md';

export default defineRule({
  id: 'dockerfile/secret-in-arg-or-env',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: [
    'hadolint:DL3064',
    'tally:hadolint/DL3064',
    'tally:tally/ruby/secrets-in-arg-or-env',
    'tally:tally/ruby/prefer-secret-mounts-for-build-credentials',
    'buildkit:SecretsUsedInArgOrEnv',
    'tally:buildkit/SecretsUsedInArgOrEnv',
    'trivy:DS-0031',
    'dockle:CIS-DI-0010',
    'sonar:S6472',
    'semgrep:secret-in-build-arg',
  ],
  fix: 'review',
  page,
  check: {
    Arg: check,
    Env: check,
  },
});

function check(instruction: ArgInstruction | EnvInstruction, ctx: RuleContext): void {
  for (const pair of instruction.pairs) {
    const name = pair.name.value;
    const value = pair.value?.value;
    const isGoogle = name === 'GOOGLE_APPLICATION_CREDENTIALS' && value !== undefined && isCopied(instruction, value);
    if (!isGoogle && (!isSecretName(name) || (value !== undefined && isHarmlessValue(value)))) continue;
    if (name === 'GOOGLE_APPLICATION_CREDENTIALS' && !isGoogle) continue;
    // Nothing is in the image yet; the name asks for somebody to change that.
    const isEmpty = instruction.kind === 'ENV' && value === '';
    ctx.report({
      at: pair.name.span,
      severity: isEmpty ? 'info' : 'warning',
      message: isEmpty
        ? `\`${name}\` looks like a secret, and is empty here: a value that somebody puts in its place stays in the image.`
        : instruction.kind === 'ENV'
          ? `\`${name}\` looks like a secret, and ENV writes it into the image, where \`docker inspect\` shows it to everybody.`
          : `\`${name}\` looks like a secret, and \`docker history\` shows the value of every ARG that a RUN has seen. A secret mount leaves nothing behind.`,
      fix: () => secretMount(instruction, pair, ctx.text),
    });
  }
}

/** The key file is harmless where it is mounted, and not where a COPY brings it along. */
function isCopied(instruction: ArgInstruction | EnvInstruction, path: string): boolean {
  const { stage, index, before } = instruction;
  const file = absolutePath(before.workdir, path);
  return (
    stage?.instructions.some((other) => {
      if (other.index >= index || other.kind !== 'COPY' || other.from !== undefined || other.destination === undefined) return false;
      const target = absolutePath(other.before.workdir, other.destination.value);
      // What lies in a folder that is copied as a whole may be mounted over; a relative name is that of the context.
      const isWhole = other.sources.some(({ value }) => /^\.\/?$/.test(value));
      if (isWhole) return !path.startsWith('/');
      return file === target || file.startsWith(`${target}/`);
    }) === true
  );
}

const absolutePath = (workdir: string | undefined, path: string): string =>
  `${path.startsWith('/') ? '' : `${workdir ?? ''}/`}${path}`.replace(/\/(?:\.\/)+/g, '/').replace(/\/+$/, '');

/** An ARG that only RUNs of the same stage read becomes a secret mount of each of them. */
function secretMount(instruction: ArgInstruction | EnvInstruction, pair: Pair, text: string): Fix | undefined {
  const { stage, onbuild } = instruction;
  const name = pair.name.value;
  if (
    instruction.kind !== 'ARG' ||
    stage === undefined ||
    stage.implicit ||
    onbuild !== undefined ||
    instruction.pairs.length > 1 ||
    !stage.base.windows === false
  )
    return undefined;
  const users = stage.instructions.filter((other) => other.index > instruction.index && new RegExp(`\\$\\{?${name}\\b`).test(other.source));
  const runs = users.filter((other): other is RunInstruction => other.kind === 'RUN');
  if (runs.length === 0 || runs.length < users.length) return undefined;
  const id = name.toLowerCase();
  return {
    title: `Mount it as the secret \`${id}\``,
    edits: [
      remove(wholeLines(text, instruction.span)),
      ...runs.map((run) => insert(run.keyword.span.end, ` --mount=type=secret,id=${id},env=${name}`)),
    ],
  };
}
