import { defineRule, type Fix, type RuleContext } from '../../engine/rule/define.js';
import { indentationAt, lineBreakOf } from '../../engine/text/lines.js';
import { replace } from '../../engine/text/span.js';
import { unpackable } from '../../languages/dockerfile/vocabulary.js';
import type { Instruction, RunCommand, RunInstruction, ShellWord } from '../../languages/dockerfile/model.js';
import { bringerOfPackage, bringerOfPath, packageName, removedPaths } from '../shared/earlierLayers.js';
import { leavesFiles } from '../shared/layers.js';
import { packageCall } from '../shared/osPackages.js';
import page from './removed-in-later-layer.md';

export default defineRule({
  id: 'dockerfile/removed-in-later-layer',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.4.0',
  fix: 'review',
  page,
  check: {
    Command: {
      rm(command, ctx) {
        if (isJudged(command))
          for (const { word, path } of removedPaths(command)) {
            const bringer = bringerOfPath(command.run, path);
            // An archive that is copied and unpacked is told where it is copied.
            if (bringer?.kind === 'COPY' && bringer.from === undefined && unpackable.test(path)) continue;
            if (bringer !== undefined) return report(word, bringer, command, ctx);
          }
      },
      apk: (command, ctx) => packages(command, ['apk'], ['add'], ['del'], ctx),
      'apt-get': (command, ctx) => packages(command, apt, ['install'], ['remove', 'purge', 'autoremove', 'autopurge'], ctx),
      apt: (command, ctx) => packages(command, apt, ['install'], ['remove', 'purge', 'autoremove', 'autopurge'], ctx),
      dnf: (command, ctx) => packages(command, redHat, ['install'], ['remove', 'erase'], ctx),
      microdnf: (command, ctx) => packages(command, redHat, ['install'], ['remove', 'erase'], ctx),
      yum: (command, ctx) => packages(command, redHat, ['install'], ['remove', 'erase'], ctx),
    },
  },
});

const apt = ['apt-get', 'apt', 'aptitude'];
const redHat = ['dnf', 'microdnf', 'yum'];

function isJudged(command: RunCommand): boolean {
  return !command.conditional && leavesFiles(command.run) && command.run.onbuild === undefined;
}

function packages(
  command: RunCommand,
  managers: readonly string[],
  adding: readonly string[],
  removing: readonly string[],
  ctx: RuleContext,
): void {
  const call = packageCall(command, ...removing);
  if (call === undefined || !isJudged(command)) return;
  for (const word of call.packages) {
    const bringer = word.literal ? bringerOfPackage(command, managers, adding, removing, packageName(word.value)) : undefined;
    if (bringer !== undefined) return report(word, bringer, command, ctx);
  }
}

function report(word: ShellWord, bringer: Instruction, command: RunCommand, ctx: RuleContext): void {
  ctx.report({
    at: word.span,
    message: `\`${word.value}\` is in a layer above already: removed here it is only hidden, and the image stays as large.`,
    related: [{ at: bringer.keyword.span, message: 'It comes into the image here.' }],
    fix: () => (bringer.kind === 'RUN' ? joined(bringer, command.run, ctx.text) : undefined),
  });
}

/** One RUN of two that follow each other. A `cd` in the first would move the second. */
function joined(first: RunInstruction, second: RunInstruction, text: string): Fix | undefined {
  const isPlain = (run: RunInstruction): boolean =>
    run.form === 'shell' && run.heredocs.length === 0 && run.flags.length === 0 && run.script()?.errors.length === 0;
  if (second.index !== first.index + 1 || !isPlain(first) || !isPlain(second)) return undefined;
  if (first.commands.some(({ name, joinedBy }) => /^(?:cd|pushd|export|set|exit|exec)$/.test(name) || joinedBy === '&')) return undefined;
  const [from, to] = [first.rest.span.end, second.rest.span.start];
  if (/[;&|\\`]\s*$/.test(text.slice(first.rest.span.start, from)) || text.slice(from, second.keyword.span.start).trim() !== '')
    return undefined;
  const written = text.slice(first.rest.span.start, from);
  const indent = (written.includes('\n') && indentationAt(text, from)) || '    ';
  return {
    title: 'Join it with the RUN above',
    edits: [replace({ start: from, end: to }, ` ${first.escape}${lineBreakOf(text)}${indent}&& `)],
  };
}
