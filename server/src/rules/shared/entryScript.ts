import type { Surroundings } from '../../engine/rule/define.js';
import { Origin } from '../../engine/text/origin.js';
import { contextsOf, relativePlace } from '../../languages/builders/context.js';
import { folderOf } from '../../languages/builders/facts.js';
import { joinPath } from '../../languages/compose/facts.js';
import type { CmdInstruction, EntrypointInstruction, ShellWord, Stage } from '../../languages/dockerfile/model.js';
import { readShellScript, type ShellCommand, type ShellScript } from '../../languages/dockerfile/shell.js';
import { sourcesOf } from './contextSources.js';
import { basename, joinImagePath } from './imagePaths.js';

/** A shell script of the build context that a container starts. */
export interface EntryScript {
  readonly instruction: CmdInstruction | EntrypointInstruction;
  /** The word of ENTRYPOINT or CMD that names it. */
  readonly word: ShellWord;
  /** From the folder of the Dockerfile. */
  readonly path: string;
  readonly text: string;
  /** Spans are offsets in the script's own text. */
  readonly script: ShellScript;
}

/** Undefined where nothing names a script, or where it cannot be told which file of the context it is. */
export function entryScript(stage: Stage, near: Surroundings): EntryScript | undefined {
  const instruction = stage.entrypoint !== undefined && stage.entrypoint.words.length > 0 ? stage.entrypoint : stage.cmd;
  const [first] = instruction?.script()?.commands ?? [];
  if (instruction === undefined || first === undefined) return undefined;
  const isRead = /^(?:ba|da|a)?sh$/.test(first.name);
  const word = isRead ? first.args.find(({ value }) => !value.startsWith('-')) : first.nameWord;
  if (word === undefined || !word.literal || !/\.sh$|entry-?point[^/]*$/.test(word.value)) return undefined;
  const [context, other] = contextsOf(near);
  if (context === undefined || other !== undefined) return undefined;
  const own = near.workspace.path;
  for (const path of candidates(stage, isRead && !word.value.includes('/') ? `./${word.value}` : word.value)) {
    const text = context.near.read(path);
    if (text === undefined) continue;
    if (!/^#!\s*(?:\/usr)?\/bin\/(?:env\s+)?(?:ba|da|a)?sh\b/.test(text)) return undefined;
    const place = own === undefined || context.folder === undefined ? path : relativePlace(folderOf(own), joinPath(context.folder, path));
    return { instruction, word, path: place, text, script: readShellScript(text, new Origin(0), 0) };
  }
  return undefined;
}

/** Paths in the context that may have become the file which the image calls `name`; what was copied last first. */
function candidates(stage: Stage, name: string): string[] {
  const places = name.includes('/')
    ? [joinImagePath(stage.end.workdir, name)]
    : ['/usr/local/bin', '/usr/local/sbin', '/usr/bin', '/bin'].map((folder) => `${folder}/${name}`);
  const found: string[] = [];
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) {
    for (const instruction of [...at.instructions].reverse()) {
      if (instruction.kind !== 'COPY' && instruction.kind !== 'ADD') continue;
      const target = instruction.destination === undefined ? undefined : instruction.expand(instruction.destination.value);
      const to = target?.complete === true ? joinImagePath(instruction.before.workdir, target.value)?.replace(/\/$/, '') : undefined;
      if (to === undefined) continue;
      const isFolder = /(?:^|\/)\.?$/.test(target?.value ?? '') || instruction.sources.length > 1;
      for (const { path, wildcard } of sourcesOf(instruction)) {
        for (const place of places) {
          if (place === undefined || !`${place}/`.startsWith(`${to}/`)) continue;
          const inside = place.slice(to.length + 1);
          if (wildcard) {
            // `COPY *.sh /usr/local/bin/`: the name stays as it is.
            if (!inside.includes('/')) found.push(`${path.replace(/[^/]*$/, '')}${inside}`);
          } else if (inside === '') found.push(path);
          else if (isFolder && basename(path) === inside) found.push(path);
          else found.push(path === '.' ? inside : `${path}/${inside}`);
        }
      }
    }
  }
  return found;
}

/** The command that a script ends with and waits for; undefined where that depends on something. */
export function lastCommand({ commands, errors }: ShellScript): ShellCommand | undefined {
  const own = commands.filter(({ wrapper, substituted }) => wrapper === undefined && !substituted);
  const last = own.at(-1);
  if (errors.length > 0 || last === undefined || last.depth > 0 || last.conditional || last.pipeline.length > 1) return undefined;
  return last.joinedBy === '||' ? undefined : last;
}
