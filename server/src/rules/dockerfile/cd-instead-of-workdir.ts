import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import page from './cd-instead-of-workdir.md';

export default defineRule({
  id: 'dockerfile/cd-instead-of-workdir',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['hadolint:DL3003', 'trivy:DS-0013', 'semgrep:use-workdir', 'tally:hadolint/DL3003'],
  fix: 'review',
  page,
  check: {
    Run(run, ctx) {
      const commands = run.script()?.commands ?? [];
      for (const command of commands) {
        if (command.name !== 'cd' || command.depth > 0 || command.isolated || command.joinedBy === '||') continue;
        const [target] = command.args;
        const isOnly = commands.length === 1;
        const isAbsolute = target !== undefined && /^\/[\w./-]*$/.test(target.text);
        const isFirst = commands[0] === command;
        const second = commands[1];
        const canSplit =
          isFirst &&
          isAbsolute &&
          second?.joinedBy === '&&' &&
          run.flags.length === 0 &&
          run.heredocs.length === 0 &&
          !commands.slice(1).some(({ name }) => name === 'cd');
        ctx.report({
          at: target === undefined ? command.nameWord.span : { start: command.nameWord.span.start, end: target.span.end },
          message: isOnly
            ? `\`cd\` ends with this RUN: the next instruction starts where WORKDIR says.`
            : `\`cd ${target?.text ?? ''}\` holds only for this RUN; WORKDIR says it for all that follow, and creates the folder.`,
          fix: () => {
            if (isOnly && isAbsolute)
              return {
                title: `Use \`WORKDIR ${target.text}\``,
                edits: [
                  replace(
                    { start: run.keyword.span.start, end: run.heredocs.length > 0 ? run.span.end : run.rest.span.end },
                    `WORKDIR ${target.text}`,
                  ),
                ],
              };
            if (!canSplit || second === undefined || target === undefined) return undefined;
            const eol = ctx.text.includes('\r\n') ? '\r\n' : '\n';
            return {
              title: `Put \`WORKDIR ${target.text}\` before it`,
              edits: [
                replace({ start: run.keyword.span.start, end: second.span.start }, `WORKDIR ${target.text}${eol}${run.keyword.text} `),
              ],
            };
          },
        });
        return;
      }
    },
  },
});
