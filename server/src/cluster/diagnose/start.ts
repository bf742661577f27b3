import { insert } from '../../engine/text/span.js';
import type { CopyInstruction, Instruction } from '../../languages/dockerfile/model.js';
import { replaceValue } from '../../languages/yaml/edit.js';
import { textsIn } from '../../languages/yaml/reading.js';
import { startForm } from '../../rules/shared/shellForm.js';
import { short, type ContainerCase, type Offer, type Recogniser, type Recognised } from './case.js';
import type { FilePlace } from './files.js';
import { architecture } from './pull.js';
import { listAt } from './json.js';
import { lastEnd } from './state.js';

// Containers that are made and do not start: the runtime's own words, from runc (libcontainer) and containerd's CRI plugin.

const startReasons =
  /^(?:CreateContainerError|RunContainerError|StartError|ContainerCannotRun|PreCreateHookError|PreStartHookError|PostStartHookError)$/;

/** What the runtime said; undefined for a container that did start. */
export function startFault({ state }: { readonly state: ContainerCase['state'] }): string | undefined {
  const { waiting, last, ended, events } = state;
  const end = ended ?? last;
  // Older kubelets tell it in an event alone.
  const told = events.find(
    ({ reason, message }) => reason === 'Failed' && /failed to (?:create|start)|error during container init/i.test(message),
  )?.message;
  if (waiting !== undefined && startReasons.test(waiting.reason)) return waiting.message || (told ?? waiting.reason);
  if (end !== undefined && startReasons.test(end.reason)) return end.message || (told ?? end.reason);
  return waiting?.reason === 'CrashLoopBackOff' && (end === undefined || end.exitCode === 128 || end.exitCode === 127) ? told : undefined;
}

/** The program that the runtime could not start. */
function programOf(said: string): string | undefined {
  return (
    /exec: "([^"]+)"/.exec(said)?.[1] ??
    /\bexec:? (\/\S+?):/.exec(said)?.[1] ??
    /(?:stat|fork\/exec|exec) (\/\S+?): (?:no such file|permission denied)/.exec(said)?.[1] ??
    /exec (\S+?): (?:exec format error|no such file)/.exec(said)?.[1]
  );
}

/** Messages of the runtime repeat themselves layer by layer: what counts stands at the end. */
function tail(said: string): string {
  const parts = said.split(/: (?=exec: |unable to start|starting container process|mount|failed to|error mounting|runc create)/);
  return short(parts.at(-1) ?? said, 400);
}

export const start: readonly Recogniser<ContainerCase>[] = [
  {
    code: 'no-command',
    recognise: (c) => {
      const said = startFault(c);
      if (said === undefined || !/no command specified/i.test(said)) return undefined;
      const from = c.built?.stage.from;
      return {
        cause: `\`${c.state.image}\` has neither ENTRYPOINT nor CMD, and ${lower(c)} no \`command\`.`,
        explanation: 'Images such as `scratch` and distroless bring none: the last stage of the Dockerfile has to say what to run.',
        isHopeless: true,
        said,
        place: c.inImage((from?.alias ?? from?.image)?.span) ?? c.imagePlace,
      };
    },
  },
  {
    code: 'wrong-architecture',
    recognise: (c) => {
      const said = `${startFault(c) ?? ''}\n${c.state.logs}`;
      if (!/exec format error/i.test(said) || lastEnd(c.state) === undefined) return undefined;
      const line = said.split('\n').find((each) => /exec format error/i.test(each)) ?? said;
      const [has, wants] = [c.imageEvidence?.architecture ?? undefined, c.nodeArchitecture];
      // Of the right architecture, it is a script whose first line names no interpreter.
      if (has !== undefined && has === wants) return scriptWithoutShebang(c, short(line, 400));
      return architecture(c, short(line, 400));
    },
  },
  {
    code: 'mount-of-other-kind',
    recognise: (c) => {
      const said = startFault(c);
      const path = /(?:mounting|mount) "[^"]*" to rootfs at "([^"]+)"/.exec(said ?? '')?.[1];
      if (said === undefined || path === undefined || !/not a directory|directory onto a file|is a directory/i.test(said)) return undefined;
      const mount = c.model?.mounts.find((each) => each.get('mountPath')?.scalarText === path);
      return {
        cause: `A folder is mounted over the file \`${path}\`, or a file over a folder.`,
        explanation: 'To put a single key of a ConfigMap or Secret there, the mount needs a `subPath` that names the key.',
        isHopeless: true,
        said: tail(said),
        place: c.at(mount?.get('mountPath')) ?? c.containerPlace,
      };
    },
  },
  {
    code: 'permission-denied',
    recognise: (c) => {
      const said = startFault(c);
      if (said === undefined || !/permission denied/i.test(said)) return undefined;
      return notExecutable(c, programOf(said) ?? 'the start command', tail(said));
    },
  },
  {
    code: 'executable-not-found',
    recognise: (c) => {
      const said = startFault(c);
      if (said === undefined || !/executable file not found|no such file or directory/i.test(said)) return undefined;
      const program = programOf(said);
      return program === undefined ? undefined : notFound(c, program, tail(said));
    },
  },
  {
    code: 'container-not-started',
    recognise: (c) => {
      const said = startFault(c);
      return said === undefined
        ? undefined
        : {
            cause: `${c.called} was not started: ${tail(said)}.`,
            explanation: 'The container runtime of the node refuses it.',
            isHopeless: c.state.restarts >= 3,
            said,
            place: c.commandPlace,
          };
    },
  },
];

const lower = (c: ContainerCase): string => c.called.slice(0, 1).toLowerCase() + c.called.slice(1);

/** Words that the pod itself gives; empty where the image decides. */
const podWords = ({ state }: ContainerCase): readonly string[] =>
  listAt(state.spec, 'command').filter((word): word is string => typeof word === 'string');

/** A program that the image does not have. */
export function notFound(c: ContainerCase, program: string, said: string): Recognised {
  const isOwn = podWords(c)[0] === program || podWords(c).includes(program);
  const command = c.model?.node.entry('command');
  const item = command?.value.items.find((each) => each.scalarText === program) ?? command?.value;
  const isSentence = isOwn && /\s/.test(program);
  const isShell = /^(?:\/bin\/)?(?:ba|da|a)?sh$/.test(program);
  const hasNoShell = c.built?.stage.base.facts?.shell === 'none' || c.built?.stage.base.scratch === true;
  const instruction = c.built?.stage.entrypoint ?? c.built?.stage.cmd;
  const form =
    isShell && !isOwn && instruction?.form === 'shell' && c.built !== undefined
      ? startForm(
          instruction,
          (instruction.script()?.commands ?? []).filter(({ wrapper }) => wrapper === undefined),
          c.built.text,
        )
      : undefined;
  const isPath = program.includes('/');
  const explanation = isSentence
    ? 'The whole line is one word here: program and arguments have to be items of their own.'
    : isShell && hasNoShell
      ? 'Its base has no shell, so the start command has to be in the JSON form.'
      : isPath && /\.\w+$/.test(program)
        ? 'The file is not in the image, or its first line names an interpreter that is not; a line end of Windows there has the same effect.'
        : 'It was not copied into the last stage, or lies in a folder that PATH does not name.';
  return {
    cause: `${isSentence ? 'There is no program' : isPath ? 'The image has no' : 'The image has no program'} \`${program}\`${isPath ? '' : isSentence ? '' : ' on its PATH'}.`,
    explanation,
    isHopeless: true,
    said,
    place: isOwn ? (c.at(item) ?? c.commandPlace) : (wordInStart(c, program) ?? c.startPlace ?? c.containerPlace),
    offers: [isSentence ? split(c, program) : undefined, form === undefined ? undefined : c.editImage(form.title, form.edits)],
  };
}

/** `["python app.py"]` becomes `["python", "app.py"]`. */
function split(c: ContainerCase, line: string): Offer | undefined {
  const entry = c.model?.node.entry('command');
  if (entry === undefined || c.model === undefined || entry.value.kind !== 'sequence' || /["'$\\`|&;<>]/.test(line)) return undefined;
  const words = textsIn(entry.value);
  if (words.length !== entry.value.items.length || !words.includes(line)) return undefined;
  const wanted = words.flatMap((word) => (word === line ? line.trim().split(/\s+/) : word));
  return c.edit('Make each word an item of its own', replaceValue(entry, wanted, c.model.node));
}

/** The word of ENTRYPOINT or CMD that names the program. */
function wordInStart(c: ContainerCase, program: string): FilePlace | undefined {
  const { built } = c;
  for (const instruction of [built?.stage.entrypoint, built?.stage.cmd]) {
    const word = instruction?.json?.elements.find(({ value }) => value === program);
    if (word !== undefined) return c.inImage(word.span);
    for (const { nameWord } of instruction?.script()?.commands ?? []) if (nameWord.value === program) return c.inImage(nameWord.span);
  }
  return undefined;
}

/** A file without the right to run. */
export function notExecutable(c: ContainerCase, program: string, said: string): Recognised {
  const copy = copyOf(c, program);
  const hasMode = copy?.flags.some(({ name }) => name === 'chmod') === true;
  const isOwn = podWords(c).includes(program);
  return {
    cause: `\`${program}\` may not be run.`,
    explanation:
      copy === undefined
        ? 'The file lacks the right to be executed, or the user of the container may not read it.'
        : 'COPY keeps the rights that the file has in the build context, and Windows knows none.',
    isHopeless: true,
    said,
    place:
      copy === undefined ? (isOwn ? c.commandPlace : (wordInStart(c, program) ?? c.startPlace ?? c.containerPlace)) : c.inImage(copy.head),
    offers: [copy === undefined || hasMode ? undefined : c.editImage('Add `--chmod=755`', [insert(copy.keyword.span.end, ' --chmod=755')])],
  };
}

/** The COPY of one file that brings the program. */
function copyOf(c: ContainerCase, program: string): CopyInstruction | undefined {
  const name = program.slice(program.lastIndexOf('/') + 1);
  if (name === '' || !/\.\w+$|entry-?point|^start/.test(name)) return undefined;
  const isMeant = (instruction: Instruction): instruction is CopyInstruction =>
    instruction.kind === 'COPY' &&
    instruction.sources.length === 1 &&
    [instruction.sources[0]?.value ?? '', instruction.destination?.value ?? ''].some(
      (path) => path.slice(path.lastIndexOf('/') + 1) === name,
    );
  return c.built?.stage.instructions.filter(isMeant).at(-1);
}

function scriptWithoutShebang(c: ContainerCase, said: string): Recognised {
  const program = programOf(said);
  return {
    cause: `${program === undefined ? 'The start command' : `\`${program}\``} is a script without \`#!\` in its first line.`,
    explanation: 'Image and node are of the same architecture, so nothing else tells the node how to run it.',
    isHopeless: true,
    said,
    place: program === undefined ? c.commandPlace : (wordInStart(c, program) ?? c.commandPlace),
  };
}
