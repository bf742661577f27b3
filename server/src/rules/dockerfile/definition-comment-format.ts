import { defineRule } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import { lineStart } from '../../engine/text/lines.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { CommentLine, Dockerfile, Instruction } from '../../languages/dockerfile/model.js';
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
      const above = new CommentsAbove(ctx.text, model.comments);
      for (const argument of model.globalArguments) check(argument, argument.pairs[0]?.name.value, above, model, ctx);
      for (const { from, name } of model.stages) if (from !== undefined) check(from, name, above, model, ctx);
    },
  },
});

/** The comment in the line above an instruction; asked in the order of the file, it goes through the comments once. */
class CommentsAbove {
  readonly #text: string;
  readonly #comments: readonly CommentLine[];
  #next = 0;

  constructor(text: string, comments: readonly CommentLine[]) {
    this.#text = text;
    this.#comments = comments;
  }

  of({ span }: Instruction): CommentLine | undefined {
    const line = lineStart(this.#text, span.start);
    const end = this.#text[line - 2] === '\r' ? line - 2 : line - 1;
    while ((this.#comments[this.#next]?.span.end ?? Number.POSITIVE_INFINITY) < end) this.#next++;
    const comment = this.#comments[this.#next];
    return comment?.span.end === end ? comment : undefined;
  }
}

function check(instruction: Instruction, name: string | undefined, above: CommentsAbove, model: Dockerfile, ctx: RuleContext): void {
  const comment = name === undefined ? undefined : above.of(instruction);
  if (name === undefined || comment === undefined) return;
  if (model.directives.some(({ span }) => span.start === comment.span.start)) return;
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
