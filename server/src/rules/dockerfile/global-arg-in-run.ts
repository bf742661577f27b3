import { defineRule } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import { lineBreakOf, lineStart } from '../../engine/text/lines.js';
import type { RunInstruction, Stage } from '../../languages/dockerfile/model.js';
import page from './global-arg-in-run.md';

export default defineRule({
  id: 'dockerfile/global-arg-in-run',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.4.0',
  aliases: ['sonar:S6579'],
  fix: 'review',
  page,
  check: {
    Run(run, ctx) {
      const { stage, variables, onbuild, before, rest } = run;
      if (stage === undefined || onbuild !== undefined || variables.length === 0 || stage.globalArguments.length === 0) return;
      const told = new Set<string>();
      for (const use of variables) {
        const { name } = use;
        if (told.has(name) || use.span.start < rest.span.start || use.modifier !== undefined) continue;
        const global = stage.globalArguments.find(({ pairs }) => pairs.some((pair) => pair.name.value === name));
        if (global === undefined || before.declarationOf(name) !== undefined || mayBeSet(name, stage)) continue;
        if (isQuoted(ctx.text.slice(rest.span.start, use.span.start)) || isSetHere(name, run)) continue;
        told.add(name);
        ctx.report({
          at: use.nameSpan,
          message: `\`${name}\` is declared before the first FROM, where only FROM sees it; in this RUN it is empty.`,
          related: [{ at: global.keyword.span, message: 'declared here' }],
          fix: () => ({
            title: `Declare \`ARG ${name}\` in this stage`,
            edits: [insert(lineStart(ctx.text, run.span.start), `ARG ${name}${lineBreakOf(ctx.text)}`)],
          }),
        });
      }
    },
  },
});

/** Images of languages and servers set `NODE_VERSION` and its like themselves. */
function mayBeSet(name: string, { base }: Stage): boolean {
  return /_VERSION$|^(?:PATH|HOME|LANG)$/.test(name) && !base.scratch && !plain.has(base.image?.repository ?? '');
}

const plain: ReadonlySet<string> = new Set(['alpine', 'busybox', 'debian', 'ubuntu', 'fedora', 'rockylinux', 'almalinux']);

function isSetHere(name: string, run: RunInstruction): boolean {
  if (run.mounts.some((mount) => mount.option('env')?.value?.value === name)) return true;
  const script = run.script();
  // Text that is not read as a shell's, or not whole, may do anything.
  if (script === undefined || script.errors.length > 0 || run.heredocs.length > 0) return true;
  if (new RegExp(`\\bfor\\s+${name}\\b`).test(run.source)) return true;
  return script.commands.some(
    (command) =>
      command.assignments.some((assignment) => assignment.name === name) ||
      /^(?:\.|source|eval)$/.test(command.name) ||
      (/^(?:read|export|local|declare|typeset|readonly|getopts|mapfile|printf|set|unset)$/.test(command.name) &&
        command.args.some(({ value }) => value === name || value.startsWith(`${name}=`))),
  );
}

/** Whether what follows `text` stands in single quotes. */
function isQuoted(text: string): boolean {
  let quote: string | undefined;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '\\' && quote !== "'") i++;
    else if (quote === undefined) quote = char === '"' || char === "'" ? char : undefined;
    else if (char === quote) quote = undefined;
  }
  return quote === "'";
}
