import { insert, replace } from '../../engine/text/span.js';
import { startCommands } from '../../languages/dockerfile/startCommand.js';
import type { ShellCommand } from '../../languages/dockerfile/model.js';
import { optionValue } from '../../languages/dockerfile/options.js';
import { related, type ContainerCase, type Offer, type Recognised } from './case.js';
import { isRefused, isSettled, type FailedProbe } from './failedProbe.js';
import type { FilePlace } from './files.js';

// Programs that listen where nobody outside of their container reaches them.

const loopbackLog =
  /(?:running on|listening (?:on|at)|serving (?:on|at|http on)|started (?:server )?(?:on|at)|server (?:is )?(?:running|listening)|Local:|available (?:on|at)|bound to)[^\n]{0,40}?(?:127\.0\.0\.1|localhost|\[::1\])(?::(\d{2,5}))?/i;

/** Programs that listen on the loopback interface unless told otherwise, by their own references. */
const loopbackByDefault: readonly {
  readonly isMeant: (command: ShellCommand) => boolean;
  readonly option: string;
  readonly environment: RegExp;
}[] = [
  { isMeant: ({ name }) => name === 'uvicorn', option: '--host', environment: /^UVICORN_HOST$/ },
  {
    isMeant: ({ name, args }) => name === 'flask' && args.some(({ value }) => value === 'run'),
    option: '--host',
    environment: /^FLASK_RUN_HOST$/,
  },
  { isMeant: ({ name, args }) => name === 'fastapi' && args.some(({ value }) => value === 'dev'), option: '--host', environment: /^$/ },
];

export function loopback(c: ContainerCase, probe: FailedProbe): Recognised | undefined {
  if (!isRefused(probe)) return undefined;
  const line = c.state.logs.split('\n').find((each) => loopbackLog.test(each) && !/0\.0\.0\.0|\[::\]/.test(each));
  const found = c.hasOwnCommand || c.built === undefined ? undefined : hostOption(c);
  if (line === undefined && found === undefined) return undefined;
  return {
    cause: `${c.called} listens on 127.0.0.1 alone, where nobody outside of the pod reaches it.`,
    explanation: 'The kubelet asks the address of the pod: the program has to listen on 0.0.0.0.',
    isHopeless: isSettled(probe),
    said: line === undefined ? probe.said : `${probe.said}\n${line.trim()}`,
    place: found?.place ?? c.commandPlace,
    related: [related(c.at(probe.map?.span), `The ${probe.name} probe asks here`)],
    offers: [found?.offer],
  };
}

/** Where the start command of the image says the address, or could. */
function hostOption(c: ContainerCase): { readonly place: FilePlace | undefined; readonly offer: Offer | undefined } | undefined {
  const { built } = c;
  if (built === undefined) return undefined;
  for (const start of startCommands(built.stage)) {
    const written = optionValue(start, '--host', '-h', '--bind', '-b', '--address');
    if (written !== undefined && /^(?:127\.0\.0\.1|localhost)(?=:|$)/.test(written.value)) {
      const text = built.text.slice(written.span.start, written.span.end);
      return {
        place: c.inImage(written.span),
        offer: c.editImage('Listen on 0.0.0.0', [replace(written.span, text.replace(/127\.0\.0\.1|localhost/, '0.0.0.0'))]),
      };
    }
    const server = loopbackByDefault.find(({ isMeant }) => isMeant(start));
    if (server === undefined || written !== undefined || optionValue(start, '--uds', '--fd') !== undefined) continue;
    if (
      built.stage.end.names().some((name) => server.environment.test(name)) ||
      c.model?.env.some(({ name }) => server.environment.test(name)) === true
    )
      continue;
    const last = start.args.at(-1) ?? start.nameWord;
    const holder = [built.stage.entrypoint, built.stage.cmd].find(
      (each) => each !== undefined && each.span.start <= last.span.start && last.span.end <= each.span.end,
    );
    const added = holder?.form === 'exec' ? `, "${server.option}", "0.0.0.0"` : ` ${server.option} 0.0.0.0`;
    return {
      place: c.inImage(start.nameWord.span),
      offer: c.editImage(`Add \`${server.option} 0.0.0.0\``, [insert(last.span.end, added)]),
    };
  }
  return undefined;
}
