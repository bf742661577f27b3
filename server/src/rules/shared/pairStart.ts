import { insert, replace } from '../../engine/text/span.js';
import type { StartWords } from '../../languages/dockerfile/facts.js';
import type { Stage } from '../../languages/dockerfile/model.js';
import type { Container } from '../../languages/kubernetes/container.js';
import type { UsedImage } from '../../languages/kubernetes/facts.js';
import { merge, removeEntry } from '../../languages/yaml/edit.js';
import type { Disagreement, Mend, PairRule, ToldStage } from './imagePairs.js';
import { capital } from './kubernetesSecurityContext.js';

// `command` takes the place of ENTRYPOINT and drops CMD; `args` takes the place of CMD:
// https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/.

type Part = Pick<Disagreement, 'severity' | 'mendManifest' | 'mendDockerfile'> & {
  /** Which field the manifest's finding is about. */
  readonly field: 'command' | 'args';
  /** What is wrong, in words that fit both files. */
  readonly what: string;
};

export const replacedStart: PairRule = {
  concerns: ({ command, args }) => (command !== null || args !== null) && ![...(command ?? []), ...(args ?? [])].includes('…'),
  judge(used, told) {
    const start = told.one('stage.start');
    if (start === undefined) return undefined;
    const found = used.command === null ? replacedCmd(used.args ?? [], start.data.entrypoint, told) : replacedEntrypoint(used, told);
    if (found === undefined) return undefined;
    const { field, what, ...rest } = found;
    return {
      ...rest,
      dockerfileAt: start.at,
      dockerfileSays: start.data.entrypoint === null ? 'CMD' : 'ENTRYPOINT',
      inManifest: (container, file) => ({
        at: container.node.entry(field)?.key.span ?? container.anchor,
        message: capital(what.replace('%', `of \`${file}\` `)),
      }),
      inDockerfile: (runs) => `${runs}: ${what.replace('%', '')}`,
    };
  },
};

/** Only `args` are given. */
function replacedCmd(args: readonly string[], entrypoint: StartWords | null, told: ToldStage): Part | undefined {
  const { cmd, inherits } = told.data('stage.start') ?? { cmd: null, inherits: true };
  const [first] = args;
  if (entrypoint?.form === 'shell') {
    const words = plainWords(entrypoint);
    return {
      field: 'args',
      what: 'the ENTRYPOINT %is in shell form, which takes no arguments: `args` have no effect.',
      ...(words === undefined
        ? {}
        : { mendManifest: (container) => addCommand(container, words), mendDockerfile: (stage, text) => jsonForm(stage, text, words) }),
    };
  }
  if (entrypoint !== null || inherits || cmd?.form !== 'exec' || first?.startsWith('-') !== true) return undefined;
  return {
    field: 'args',
    severity: 'error',
    what: `\`args\` replace the CMD %and there is no ENTRYPOINT, so \`${first}\` is taken for the program: the container does not start.`,
    mendManifest: (container) => addCommand(container, cmd.words),
    mendDockerfile: ({ cmd: instruction }) =>
      instruction === undefined
        ? undefined
        : { title: 'Make the CMD an ENTRYPOINT', edits: [replace(instruction.keyword.span, 'ENTRYPOINT')] },
  };
}

/** `command` is given, with or without `args`. */
function replacedEntrypoint(used: UsedImage, told: ToldStage): Part | undefined {
  const { entrypoint = null, cmd = null } = told.data('stage.start') ?? {};
  const command = used.command ?? [];
  const [first = ''] = command;
  if (first.startsWith('-')) {
    return {
      field: 'command',
      severity: 'error',
      what: `\`command\` replaces the ENTRYPOINT %and begins with \`${first}\`, which is taken for the program: the container does not start.`,
      ...(entrypoint?.form === 'exec' && used.args === null ? { mendManifest: (container) => asArgs(container) } : {}),
    };
  }
  if (entrypoint?.form === 'exec' && used.args === null) {
    if (cmd?.form === 'exec' && cmd.words.length > 0 && isSame(command, entrypoint.words)) {
      return {
        field: 'command',
        what: `\`command\` repeats the ENTRYPOINT %and drops its CMD: \`${cmd.words.join(' ')}\` is not passed on.`,
        mendManifest: (container) => mend('Remove `command`', removeEntry(container.node, 'command')),
      };
    }
    const wrapper = entrypoint.words[0] ?? '';
    if (used.longRunning && isWrapper(wrapper) && !command.includes(wrapper) && !isShell(first)) {
      return {
        field: 'command',
        severity: 'info',
        what: `\`command\` replaces the ENTRYPOINT %as a whole, so \`${wrapper}\` does not run; \`args\` would leave it in front.`,
        mendManifest: (container) => asArgs(container),
      };
    }
  }
  return shellChain(used, entrypoint ?? cmd);
}

/** A shell as process 1 that starts the program behind other commands: SIGTERM ends with the shell, which hands nothing on. */
function shellChain(used: UsedImage, start: StartWords | null): Part | undefined {
  const [shell = '', flag = '', script = ''] = [...(used.command ?? []), ...(used.args ?? [])];
  if (!used.longRunning || start?.form !== 'exec' || !isShell(shell) || !/^-[a-z]*c$/.test(flag)) return undefined;
  if (!/&&|;|\n/.test(script.trim()) || /(?:^|[\s;&|])(?:exec|trap|wait)\s/.test(script)) return undefined;
  const last =
    script
      .split(/&&|\|\||;|\n/)
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .at(-1) ?? '';
  const isPlain = /^[\w./-]+(?: |$)/.test(last) && !/[|&()]|^(?:done|fi|esac|sleep|true|cd|export|echo)\b/.test(last);
  if (!isPlain) return undefined;
  return {
    field: 'command',
    severity: 'info',
    what: `\`${shell}\` is process 1 and does not pass SIGTERM on to \`${last.split(' ')[0] ?? ''}\`, which the JSON form %would get itself: it is killed at the end of the grace period.`,
    mendManifest: (container) => execLast(container, last),
  };
}

const isShell = (word: string): boolean => /^(?:.*\/)?(?:ba|da|a|z)?sh$/.test(word);
const isWrapper = (word: string): boolean => /(?:^|\/)(?:tini|dumb-init|docker-init|catatonit)$|entry-?point(?:\.\w+)?$/.test(word);
const isSame = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((word, i) => word === b[i]);

/** The words of a shell form without anything that a shell would read. */
function plainWords({ words }: StartWords): readonly string[] | undefined {
  const text = (words[0] ?? '').replace(/^exec\s+/, '');
  return /^[\w@%+=:,./-]+(?:[ \t]+[\w@%+=:,./-]+)*$/.test(text) ? text.split(/[ \t]+/) : undefined;
}

const mend = (title: string, edits: Mend['edits'] | undefined): Mend | undefined => (edits === undefined ? undefined : { title, edits });

function addCommand(container: Container, words: readonly string[]): Mend {
  return { title: `Add \`command: [${words.join(', ')}]\``, edits: merge(container.node, { command: [...words] }) };
}

function asArgs(container: Container): Mend | undefined {
  const entry = container.node.entry('command');
  return entry === undefined || !container.node.entries.includes(entry)
    ? undefined
    : { title: 'Change `command` to `args`', edits: [replace(entry.key.span, 'args')] };
}

function jsonForm(stage: Stage, text: string, words: readonly string[]): Mend | undefined {
  const rest = stage.entrypoint?.rest;
  if (rest === undefined || text.slice(rest.span.start, rest.span.end) !== rest.text) return undefined;
  return {
    title: 'Change ENTRYPOINT to the JSON form',
    edits: [replace(rest.span, `[${words.map((word) => JSON.stringify(word)).join(', ')}]`)],
  };
}

/** `exec` in front of the script's last command. */
function execLast(container: Container, last: string): Mend | undefined {
  const nodes = [...(container.get('command')?.items ?? []), ...(container.get('args')?.items ?? [])];
  const node = nodes[2];
  const index = node?.written.lastIndexOf(last) ?? -1;
  return node === undefined || index === -1
    ? undefined
    : { title: `Start \`${last.split(' ')[0] ?? ''}\` with \`exec\``, edits: [insert(node.span.start + index, 'exec ')] };
}
