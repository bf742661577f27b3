import { defineRule } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import { lineBreakOf } from '../../engine/text/lines.js';
import { flags, type Keyword } from '../../languages/dockerfile/vocabulary.js';
import type { Dockerfile, Instruction } from '../../languages/dockerfile/model.js';
import page from './syntax-directive-missing.md';

export default defineRule({
  id: 'dockerfile/syntax-directive-missing',
  language: 'dockerfile',
  severity: 'hint',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'safe',
  page,
  check: {
    File(model, ctx) {
      if (model.directives.some(({ name }) => name.toLowerCase() === 'syntax')) return;
      const use = firstBuildkitUse(model);
      if (use === undefined) return;
      const at =
        model.directives.at(-1) === undefined ? (ctx.text.charCodeAt(0) === 0xfeff ? 1 : 0) : (model.directives[0]?.span.start ?? 0);
      ctx.report({
        at: use.at,
        message: `\`${use.text}\` is a feature of BuildKit's newer syntax; with \`# syntax=docker/dockerfile:1\` every builder understands it.`,
        fix: () => ({
          title: 'Insert `# syntax=docker/dockerfile:1`',
          edits: [insert(at, `# syntax=docker/dockerfile:1${lineBreakOf(ctx.text)}`)],
        }),
      });
    },
  },
});

function firstBuildkitUse(model: Dockerfile): { at: Instruction['span']; text: string } | undefined {
  for (const instruction of model.instructions) {
    const table = flags[instruction.kind as Keyword];
    const flag = instruction.flags.find(({ name }) => table?.[name]?.buildkit === true);
    if (flag !== undefined) return { at: flag.nameSpan, text: `--${flag.name}` };
    const [heredoc] = instruction.heredocs;
    if (heredoc !== undefined) return { at: heredoc.operator, text: `<<${heredoc.delimiter}` };
  }
  return undefined;
}
