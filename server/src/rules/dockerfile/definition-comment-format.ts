import { defineRule } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import { lineStart } from '../../engine/text/lines.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { Dockerfile, Instruction } from '../../languages/dockerfile/model.js';
import page from './definition-comment-format.md';

export default defineRule({
  id: 'dockerfile/definition-comment-format',
  language: 'dockerfile',
  severity: 'hint',
  presets: [],
  since: '0.1.0',
  aliases: ['buildkit:InvalidDefinitionDescription', 'tally:buildkit/InvalidDefinitionDescription'],
  fix: 'review',
  page,
  check: {
    File(model, ctx) {
      // BuildKit looks only where the file asks for its experimental checks; the rule is off by default instead.
      for (const argument of model.globalArguments) check(argument, argument.pairs[0]?.name.value, model, ctx);
      for (const { from, name } of model.stages) if (from !== undefined) check(from, name, model, ctx);
    },
  },
});

function check(instruction: Instruction, name: string | undefined, model: Dockerfile, ctx: RuleContext): void {
  if (name === undefined) return;
  const above = lineStart(ctx.text, instruction.span.start);
  const comment = model.comments.find(({ span }) => span.end === above - 1 || (ctx.text[above - 2] === '\r' && span.end === above - 2));
  if (comment === undefined || model.directives.some(({ span }) => span.start === comment.span.start)) return;
  const text = comment.text.replace(/^#\s*/, '');
  if (text.startsWith(`${name} `) || text === name || text === '') return;
  // A suppression or a divider describes nothing.
  if (/ignore|skip|^[-=─#*\s]+/.test(text)) return;
  const at = comment.span.start + comment.text.length - text.length;
  ctx.report({
    at: comment.span,
    message: `\`docker build --call=outline\` shows this comment as the description of \`${name}\` only when it begins with that name.`,
    fix: () => ({ title: `Begin with \`${name}\``, edits: [insert(at, `${name} `)] }),
  });
}
