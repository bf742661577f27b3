import { defineRule } from '../../engine/rule/define.js';
import type { Stage } from '../../languages/dockerfile/model.js';
import { entryScript } from '../shared/entryScript.js';
import { basename } from '../shared/imagePaths.js';
import page from './script-with-carriage-returns.md';

export default defineRule({
  id: 'dockerfile/script-with-carriage-returns',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.4.0',
  // No edit of the protocol changes the line ends of a file: editors write those of the whole document.
  fix: 'none',
  needs: ['build.context'],
  page,
  check: {
    Stage(stage, ctx) {
      if (!stage.isFinal || !ctx.workspace.complete || isConverted(stage)) return;
      const found = entryScript(stage, ctx.near);
      const first = found === undefined ? undefined : /^#!([^\r\n]*)\r\n/.exec(found.text);
      if (found === undefined || first === null || first === undefined || found.instruction.stage !== stage) return;
      const name = basename(found.word.value);
      const start = found.text.indexOf('\r');
      // A shell that is named in front of the script reads it, and stumbles over the first command.
      const what = found.word === found.instruction.script()?.commands[0]?.nameWord;
      ctx.report({
        at: found.word.span,
        message: what
          ? `The lines of \`${name}\` end in CRLF, so the kernel looks for \`${(first[1] ?? '').trim()}\\r\`, and the container ends with "no such file or directory". Save it with LF.`
          : `The lines of \`${name}\` end in CRLF, and the shell takes each \`\\r\` for a part of the command. Save it with LF.`,
        related: [{ at: { start, end: start + 1 }, path: found.path, message: 'The first CRLF.' }],
      });
    },
  },
});

/** Whether a RUN rewrites line ends. */
function isConverted(stage: Stage): boolean {
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent)
    if (at.instructions.some(({ kind, source }) => kind === 'RUN' && /dos2unix|fromdos|\\r|\\x0d|\\015|\\cM/i.test(source))) return true;
  return false;
}
