import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import type { Instruction, Stage } from '../../languages/dockerfile/model.js';
import { lineAbove } from '../shared/insertion.js';
import page from './stopsignal-unsuited.md';

export default defineRule({
  id: 'dockerfile/stopsignal-unsuited',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.4.0',
  aliases: ['tally:tally/prefer-nginx-sigquit', 'tally:tally/prefer-systemd-sigrtmin-plus-3'],
  fix: 'review',
  page,
  check: {
    Stage(stage, ctx) {
      if (stage.base.windows || (!stage.isFinal && stage.uses.length > 0)) return;
      const start = stage.entrypoint ?? stage.cmd;
      if (start?.form !== 'exec') return;
      const program = start.script()?.commands[0];
      const wanted = program === undefined ? undefined : signalOf(program.nameWord.value);
      if (program === undefined || wanted === undefined) return;
      const set = stopSignal(stage);
      const word = set?.words[0];
      if (word?.text.includes('$') === true || (word !== undefined && normal(word.text) === normal(wanted))) return;
      // The official image sets it itself.
      if (word === undefined && wanted === 'SIGQUIT' && stage.base.image?.repository === 'nginx' && !isOld(stage.base.image.tag)) return;
      // SIGKILL and its like have a rule of their own.
      if (word !== undefined && wanted === 'SIGQUIT' && /^(?:KILL|STOP|9|19)$/.test(normal(word.text))) return;
      const isOwn = start.stage === stage;
      ctx.report({
        at: word?.span ?? (isOwn ? program.nameWord.span : (stage.from?.image?.span ?? program.nameWord.span)),
        message: messageOf(program.nameWord.value, wanted, word?.text),
        fix: () =>
          word !== undefined
            ? { title: `Change to ${wanted}`, edits: [replace(word.span, wanted)] }
            : isOwn
              ? { title: `Add \`STOPSIGNAL ${wanted}\``, edits: [lineAbove(ctx.text, start, `STOPSIGNAL ${wanted}`)] }
              : undefined,
      });
    },
  },
});

function messageOf(program: string, wanted: string, set: string | undefined): string {
  if (wanted === 'SIGQUIT') {
    return set === undefined
      ? `\`${program}\` is stopped with SIGTERM, and drops the requests that it is answering; at SIGQUIT it finishes them.`
      : `At \`${set}\` \`${program}\` does not finish the requests that it is answering; at SIGQUIT it does.`;
  }
  return set === undefined
    ? `\`${program}\` is stopped with SIGTERM, at which it does not shut down; ${wanted} is its signal.`
    : `\`${program}\` does not shut down at \`${set}\`; ${wanted} is its signal.`;
}

function signalOf(program: string): string | undefined {
  const name = program.slice(program.lastIndexOf('/') + 1);
  if (name === 'nginx' || name === 'openresty') return 'SIGQUIT';
  return name === 'systemd' || /^\/(?:usr\/)?sbin\/init$/.test(program) ? 'SIGRTMIN+3' : undefined;
}

function stopSignal(stage: Stage): Instruction | undefined {
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) {
    const own = at.instructions.filter(({ kind }) => kind === 'STOPSIGNAL').at(-1);
    if (own !== undefined) return own;
  }
  return undefined;
}

/** `"SIGQUIT"`, `quit` and `3` are one signal. */
function normal(text: string): string {
  const name = text.replace(/["']/g, '').toUpperCase().replace(/^SIG/, '');
  return name === '3' ? 'QUIT' : name === '37' ? 'RTMIN+3' : name;
}

/** Images before 1.19 stopped with SIGTERM: https://github.com/nginx/docker-nginx. */
const isOld = (tag: string | undefined): boolean => /^(?:0\.|1\.(?:\d|1[0-8])(?:\.|-|$))/.test(tag ?? '');
