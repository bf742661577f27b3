import type { Surroundings } from '../../../engine/rule/define.js';
import { contextsOf, relativePlace, sayer, type BuildContext } from '../../builders/context.js';
import { folderOf } from '../../builders/facts.js';
import { ignoreFileOf } from '../../builders/readIgnore.js';
import { sourcesOf, type ContextSource } from '../contextSources.js';
import type { AddInstruction, CopyInstruction, Word } from '../model.js';
import { code, listed, sentences } from './markdown.js';

/** Where a source of COPY or ADD is looked for, and what is there; undefined for what does not come from the context. */
export function contextSourceParagraphs(
  instruction: CopyInstruction | AddInstruction,
  word: Word,
  near: Surroundings,
): readonly (string | undefined)[] | undefined {
  const source = sourcesOf(instruction).find((each) => each.word === word);
  if (source === undefined) return undefined;
  const contexts = contextsOf(near);
  const paragraphs = [
    ...contexts.map((context) => contextLine(context, near)),
    ...contexts.map((context) => sourceLine(source, context, near, contexts.length > 1)),
  ].filter((text) => text !== undefined && text !== '');
  return paragraphs.length === 0 ? undefined : paragraphs;
}

/** Which folder the build takes, and who says so. */
export function contextLine({ folder, said }: BuildContext, near: Surroundings): string | undefined {
  const { path } = near.workspace;
  if (folder === undefined || path === undefined) return undefined;
  const place = relativePlace(folderOf(path), folder);
  if (said === undefined)
    return `**Build context**: taken for this folder, as nothing in the workspace builds the file. A Compose file, or \`images\` in \`.slipway.yaml\`, can say another.`;
  return `**Build context** ${code(place)}${place === '.' ? ', this folder' : ''}: ${sayer(said, near.workspace)} says so, for ${code(said.data.name)}.`;
}

function sourceLine(source: ContextSource, context: BuildContext, near: Surroundings, isOneOfMany: boolean): string | undefined {
  const { path, wildcard } = source;
  const list = context.near.list('.');
  if (list === undefined) return undefined;
  const from = isOneOfMany && context.folder !== undefined && near.workspace.path !== undefined;
  const where = from ? ` in ${code(relativePlace(folderOf(near.workspace.path ?? ''), context.folder ?? ''))}` : '';
  const ignore = ignoreFileOf(near, context);
  const decided = path === '.' || wildcard ? undefined : ignore?.matcher.decidedBy(path);
  const isOut = decided !== undefined && !decided.negated;
  const reads =
    ignore === undefined
      ? path === '.'
        ? 'No `.dockerignore` leaves anything out.'
        : undefined
      : isOut
        ? `${code(decided.text)} in ${code(ignore.path)} leaves it out.`
        : path === '.'
          ? `What ${code(ignore.path)} leaves out is not copied.`
          : undefined;
  if (wildcard) return sentences(`A pattern, matched against names${where}; several matches need a folder as destination.`, reads);
  if (path === '.') return sentences(`The whole context${where}${contents(list)}.`, reads);
  const inside = context.near.list(path);
  const isThere = context.near.exists(path);
  if (isThere === false) return sentences(`${code(path)} is not there now${where}.`, reads);
  if (inside === undefined) return sentences(isThere === true ? `${code(path)}${where} is a file.` : undefined, reads);
  return sentences(
    `${code(`${path}/`)}${where} is a folder${contents(inside)}: what is in it is copied, without the folder itself.`,
    reads,
  );
}

const most = 6;

function contents(names: readonly string[]): string {
  if (names.length === 0) return ', which is empty';
  const sorted = [...names].sort();
  const shown = sorted.slice(0, most).map(code);
  return `, with ${listed(names.length > most ? [...shown, `${names.length - most} more`] : shown)}`;
}
