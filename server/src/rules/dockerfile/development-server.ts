import { defineRule } from '../../engine/rule/define.js';
import type { Fix, RuleContext } from '../../engine/rule/define.js';
import { remove } from '../../engine/text/span.js';
import type { ShellCommand, ShellWord, Stage } from '../../languages/dockerfile/model.js';
import { startCommands } from '../../languages/dockerfile/startCommand.js';
import page from './development-server.md';

export default defineRule({
  id: 'dockerfile/development-server',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'review',
  page,
  check: {
    Stage(stage, ctx) {
      // A stage for development says so by its name, and is not what runs in production.
      if (!stage.isFinal || /dev|debug|test|local/i.test(stage.name ?? '') || /dev|local|debug/i.test(ctx.near.fileName)) return;
      const seen = new Set<number>();
      for (const command of startCommands(stage)) {
        const found = developmentPart(command);
        if (found === undefined || seen.has(found.word.span.start)) continue;
        seen.add(found.word.span.start);
        ctx.report({ at: found.word.span, message: found.message, fix: () => fixOf(stage, found.word, found.removable, ctx) });
      }
    },
  },
});

interface Found {
  readonly word: ShellWord;
  readonly message: string;
  readonly removable: boolean;
}

type Program = Pick<ShellCommand, 'name' | 'nameWord' | 'args'>;

/** Programs that only find and start another one: `npx nodemon`, `pnpm exec vite`. */
function started(command: Program): Program {
  const { name, args } = command;
  const verb = /^(?:npx|bunx)$/.test(name) ? 0 : /^(?:npm|pnpm|yarn)$/.test(name) && args[0]?.value === 'exec' ? 1 : undefined;
  if (verb === undefined) return command;
  const at = args.findIndex(({ value }, i) => i >= verb && !value.startsWith('-'));
  const nameWord = args[at];
  return nameWord === undefined ? command : { name: nameWord.value, nameWord, args: args.slice(at + 1) };
}

function developmentPart(command: Program): Found | undefined {
  const { name, nameWord, args } = started(command);
  const values = args.map(({ value }) => value);
  const at = (value: string): ShellWord | undefined => args[values.indexOf(value)];
  const python = /^python[\d.]*$/.test(name);
  const program = python && values[0] === '-m' ? (values[1] ?? '') : name;
  const reload = at('--reload');
  if (reload !== undefined && /^(?:uvicorn|gunicorn|hypercorn|fastapi|granian|flask|sanic)$/.test(program))
    return {
      word: reload,
      removable: true,
      message:
        '`--reload` watches the sources and restarts the server on each change; in an image they do not change, and it costs a second process.',
    };
  if (program === 'fastapi' && at('dev') !== undefined)
    return tell(
      at('dev'),
      '`fastapi dev` reloads and listens on 127.0.0.1 alone, so nothing outside the container reaches it; `fastapi run` is for production.',
    );
  if (program === 'flask' && values.includes('run'))
    return tell(
      at('--debug') ?? at('run'),
      '`flask run` starts the development server, which serves one user well and many badly; gunicorn or another WSGI server takes its place.',
    );
  const runserver = at('runserver');
  if (runserver !== undefined && values.some((value) => value.endsWith('manage.py')))
    return tell(runserver, "`runserver` is Django's development server: neither safe nor fast enough for production, by its own words.");
  if (/^(?:npm|pnpm|yarn|bun)$/.test(name)) {
    const script = values.filter((value) => !value.startsWith('-') && value !== 'run')[0];
    if (script !== undefined && /^(?:dev|develop|watch|start:dev)$/.test(script))
      return tell(
        at(script),
        `\`${name} ${values.includes('run') ? 'run ' : ''}${script}\` starts the development server with watching and unminified code.`,
      );
  }
  if (/^(?:nodemon|air|ts-node-dev|reflex|watchmedo|entr|tsx)$/.test(name) && (name !== 'tsx' || values.includes('watch')))
    return tell(
      nameWord,
      `\`${name}\` restarts the program when sources change; in an image they do not, and it stands between the program and its signals.`,
    );
  if (name === 'node' && at('--watch') !== undefined)
    return {
      word: at('--watch') as ShellWord,
      removable: true,
      message: '`--watch` restarts the program when sources change; in an image they do not.',
    };
  if (/^(?:vite|webpack-dev-server)$/.test(name) && !/^(?:build|preview)$/.test(values[0] ?? ''))
    return tell(nameWord, `\`${name}\` is a development server; production serves the built files.`);
  if (name === 'ng' && values[0] === 'serve')
    return tell(at('serve'), '`ng serve` is a development server; production serves the built files.');
  return name === 'next' && values[0] === 'dev'
    ? tell(at('dev'), '`next dev` is the development server; `next start` serves the build.')
    : undefined;
}

const tell = (word: ShellWord | undefined, message: string): Found | undefined =>
  word === undefined ? undefined : { word, message, removable: false };

function fixOf(stage: Stage, word: ShellWord, removable: boolean, { text }: RuleContext): Fix | undefined {
  if (word.value === 'dev' && /fastapi/.test(stage.cmd?.source ?? stage.entrypoint?.source ?? ''))
    return { title: 'Change to `fastapi run`', edits: [{ span: word.span, newText: word.text.replace('dev', 'run') }] };
  if (!removable) return undefined;
  // With the comma of the exec form before it, or the blanks of the shell form.
  const before = /(?:,[ \t]*|[ \t]+)$/.exec(text.slice(0, word.span.start))?.[0].length;
  if (before === undefined) return undefined;
  return { title: `Remove \`${word.value}\``, edits: [remove({ start: word.span.start - before, end: word.span.end })] };
}
