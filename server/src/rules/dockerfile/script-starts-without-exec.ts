import { defineRule } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import type { ShellCommand } from '../../languages/dockerfile/shell.js';
import { entryScript, lastCommand } from '../shared/entryScript.js';
import { basename } from '../shared/imagePaths.js';
import page from './script-starts-without-exec.md';

export default defineRule({
  id: 'dockerfile/script-starts-without-exec',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.4.0',
  fix: 'review',
  needs: ['build.context'],
  page,
  check: {
    Stage(stage, ctx) {
      // A build that is not read yet may take another folder, and so another script.
      if (!stage.isFinal || !ctx.workspace.complete) return;
      const found = entryScript(stage, ctx.near);
      if (found === undefined || found.instruction.stage !== stage) return;
      // Who sets traps or waits for children passes signals on in a way of their own.
      if (/^(?:[^#\n]*[\s;&|({])?(?:trap|wait)(?=[\s;)]|$)/m.test(found.text)) return;
      const last = lastCommand(found.script);
      if (last === undefined || !isMainProgram(last) || isFunction(last.name, found.text)) return;
      const name = basename(found.word.value);
      const started = last.nameWord.text;
      ctx.report({
        at: found.word.span,
        message: `\`${name}\` starts \`${started}\` without \`exec\`: the shell stays process 1 and passes no SIGTERM on, so the program is killed when the grace period is over.`,
        related: [{ at: last.nameWord.span, path: found.path, message: 'Nothing makes way for it here.' }],
        fix: () => ({
          title: `Put \`exec\` before \`${started}\` in \`${name}\``,
          edits: [],
          files: [{ path: found.path, edits: [insert(last.nameWord.span.start, 'exec ')] }],
        }),
      });
    },
  },
});

const servers =
  /^(?:node|deno|bun|gunicorn|uvicorn|hypercorn|granian|daphne|java|nginx|httpd|apache2-foreground|php-fpm[\d.]*|frankenphp|puma|dotnet|caddy|supervisord|celery|streamlit)$/;
/** Programs that run what they are given. */
const runners = /^(?:gosu|su-exec|setpriv|tini|dumb-init|env|uv|poetry|bundle)$/;

/** They need a file to run. */
const interpreters = /^(?:node|deno|bun|java|dotnet)$/;
/** It answers and ends. */
const answers = /^(?:-[vVh]|--?version|--help)$/;

const isFunction = (name: string, text: string): boolean =>
  text.split('\n').some((line) => /^\s*(?:function\s+)?([\w.-]+)\s*\(\)/.exec(line)?.[1] === name);

/** Whether the script's last command is what the container is there for; a job that ends needs no signal. */
function isMainProgram(command: ShellCommand): boolean {
  const { name, nameWord, args } = command;
  if (command.assignments.length > 0) return false;
  const words = args.map(({ value }) => value);
  if (/^\$[@*]$/.test(nameWord.value)) return true;
  if (runners.test(name)) return words.some((word) => /^\$[@*]$/.test(word) || servers.test(word));
  if (/^python[\d.]*$/.test(name)) return words[0] === '-m' ? servers.test(words[1] ?? '') : words.includes('runserver');
  if (/^(?:npm|pnpm|yarn)$/.test(name)) return words.some((word) => /^(?:start|serve)(?:$|:)/.test(word));
  const [first = ''] = words;
  if (interpreters.test(name) && (words.every((word) => word.startsWith('-')) || /^(?:-[ep]|--eval|--print)$/.test(first))) return false;
  return servers.test(name) && !answers.test(first) && !(name === 'nginx' && /^-[tT]$/.test(first));
}
