import { defineRule } from '../../engine/rule/define.js';
import { insert, replace } from '../../engine/text/span.js';
import { lineBreakOf, lineStart } from '../../engine/text/lines.js';
import type { Fix } from '../../engine/rule/define.js';
import type { Instruction, VariableUse } from '../../languages/dockerfile/model.js';
import { nearest, platformArguments, predefinedArguments } from '../../languages/dockerfile/vocabulary.js';
import page from './undefined-variable.md';

export default defineRule({
  id: 'dockerfile/undefined-variable',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['buildkit:UndefinedVar', 'tally:buildkit/UndefinedVar'],
  fix: 'review',
  page,
  check: {
    Instruction(instruction, ctx) {
      if (instruction.variables.length === 0) return;
      const { stage } = instruction;
      // A trigger runs in another file's stage, whose variables are not known here.
      if (stage === undefined || instruction.onbuild !== undefined || !isExpanded(instruction)) return;
      for (const use of instruction.variables) {
        if (isInShellText(instruction, use) || isKnown(instruction, use.name)) continue;
        // A default or a test for presence says that the author knows.
        if (use.modifier !== undefined && /[-+?]/.test(use.modifier)) continue;
        const global = globalNames(instruction).has(use.name);
        const open = !stage.base.scratch && !plainDistributions.has(stage.base.image?.repository ?? '');
        const near = nearest(use.name, [...instruction.before.names(), ...(open ? ['PATH', 'HOME'] : [])]);
        // The base image may set it: only a slip of the pen, a global ARG or an empty base tells.
        if (open && !global && (near === undefined || near === use.name)) continue;
        ctx.report({
          at: use.nameSpan,
          message: global
            ? `\`${use.name}\` is declared before the first FROM, where only FROM sees it; here it is empty.`
            : `\`${use.name}\` is set nowhere, so it is empty here${near === undefined ? '' : `; \`${near}\` is`}.`,
          fix: () => fixes(instruction, use, global, near, ctx.text),
        });
      }
    },
  },
});

/** Distribution images set PATH and nothing else, so what nobody declares is empty there. */
const plainDistributions: ReadonlySet<string> = new Set(['alpine', 'busybox', 'debian', 'ubuntu']);

/** BuildKit expands these; RUN, CMD and ENTRYPOINT leave it to the shell. */
function isExpanded({ kind }: Instruction): boolean {
  return /^(?:ADD|COPY|ENV|EXPOSE|LABEL|STOPSIGNAL|USER|VOLUME|WORKDIR|ARG|RUN)$/.test(kind);
}

/** Of a RUN only the flags are expanded. */
function isInShellText(instruction: Instruction, use: VariableUse): boolean {
  if (instruction.kind === 'RUN') return use.span.start >= instruction.rest.span.start || instruction.flags.length === 0;
  // Quoted here-documents are not expanded, and unquoted ones are a text of their own.
  return instruction.heredocs.some((heredoc) => use.span.start >= heredoc.body.start);
}

function isKnown(instruction: Instruction, name: string): boolean {
  if (instruction.before.declarationOf(name) !== undefined) return true;
  // A variable of the same ENV: BuildKit does not see it either, but that has a rule of its own.
  if (instruction.kind === 'ENV' && instruction.pairs.some((pair) => pair.name.value === name)) return true;
  return platformArguments.has(name)
    ? false
    : predefinedArguments.has(name) || /^BUILDKIT_|^SOURCE_DATE_EPOCH$/.test(name) || name === 'PATH';
}

function globalNames(instruction: Instruction): ReadonlySet<string> {
  const names = new Set<string>(platformArguments);
  const first = instruction.stage;
  for (const global of first?.globalArguments ?? []) for (const pair of global.pairs) names.add(pair.name.value);
  return names;
}

function fixes(instruction: Instruction, use: VariableUse, global: boolean, near: string | undefined, text: string): Fix[] {
  const eol = lineBreakOf(text);
  const declare: Fix = {
    title: `Declare \`ARG ${use.name}\` in this stage`,
    edits: [insert(lineStart(text, instruction.span.start), `ARG ${use.name}${eol}`)],
  };
  if (global || near === undefined) return [declare];
  return [{ title: `Change to \`${near}\``, edits: [replace(use.nameSpan, near)] }, declare];
}
