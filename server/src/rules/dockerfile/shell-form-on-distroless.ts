import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import type {
  CmdInstruction,
  EntrypointInstruction,
  HealthcheckInstruction,
  RunInstruction,
  Stage,
} from '../../languages/dockerfile/model.js';
import page from './shell-form-on-distroless.md';

export default defineRule({
  id: 'dockerfile/shell-form-on-distroless',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['tally:tally/shell-run-in-scratch'],
  fix: 'review',
  page,
  check: {
    Run: check,
    Cmd: check,
    Entrypoint: check,
    Healthcheck: check,
  },
});

function check(instruction: RunInstruction | CmdInstruction | EntrypointInstruction | HealthcheckInstruction, ctx: RuleContext): void {
  const { form, rest, onbuild } = instruction;
  if (onbuild !== undefined || form === 'exec' || rest.text === '') return;
  if (instruction.kind === 'HEALTHCHECK' && instruction.command === undefined) return;
  const { stage, before } = instruction;
  if (stage === undefined || stage.implicit || !isBareBase(stage) || before.shell.instruction !== undefined) return;
  const { scratch, image } = stage.base;
  if (!lacksShell(stage, instruction.index)) return;
  const at =
    instruction.kind === 'HEALTHCHECK'
      ? (instruction.command?.span ?? rest.span)
      : instruction.kind === 'RUN'
        ? instruction.keyword.span
        : rest.span;
  ctx.report({
    at,
    // What is put onto the empty image is not all known here.
    ...(scratch ? { severity: 'warning' as const } : {}),
    message: `\`${image?.text ?? 'scratch'}\` has no shell, and \`${instruction.keyword.text}\` in this form needs \`/bin/sh\`: ${instruction.kind === 'RUN' ? 'the build fails' : 'the container cannot start it'}.`,
    fix: () => {
      if (instruction.kind === 'RUN') return undefined;
      const commands = instruction.script()?.commands ?? [];
      const [only] = commands;
      if (only === undefined || commands.length > 1 || only.redirects.length > 0 || ctx.text.slice(at.start, at.end).includes('\n'))
        return undefined;
      const words = [only.nameWord, ...only.args];
      if (words.some(({ literal }) => !literal)) return undefined;
      return {
        title: 'Write it in the JSON form',
        edits: [replace(at, `[${words.map(({ value }) => JSON.stringify(value)).join(', ')}]`)],
      };
    },
  });
}

/** Whether the image has no shell that the instruction at `before` could use. */
export function lacksShell(stage: Stage, before: number): boolean {
  return isBareBase(stage) && !bringsShell(stage, before);
}

const isBareBase = ({ base }: Stage): boolean => base.scratch || base.facts?.shell === 'none';

/** Whole file systems and anything called like a shell may be what the text needs. */
function bringsShell(stage: Stage, before: number): boolean {
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) {
    for (const instruction of at.instructions) {
      if (instruction.index >= before || (instruction.kind !== 'COPY' && instruction.kind !== 'ADD')) continue;
      const paths = [...instruction.sources, ...(instruction.destination === undefined ? [] : [instruction.destination])].map(
        ({ value }) => value,
      );
      if (paths.some((path) => /(?:^|\/)(?:busybox|(?:ba|da|a)?sh|toybox)$/.test(path) || /^\/(?:usr\/?|usr\/bin\/?|bin\/?)$/.test(path)))
        return true;
      if (
        instruction.destination?.value === '/' &&
        instruction.sources.some(({ value }) => value === '/' || value === '.' || /\.t|rootfs/.test(value) || value.endsWith('/'))
      )
        return true;
    }
  }
  return false;
}
