import type { Offer, OfferQuestion, Offers } from '../../engine/features/completion.js';
import type { WorkspaceView } from '../../engine/facts/facts.js';
import type { Surroundings } from '../../engine/rule/define.js';
import { code } from '../dockerfile/hover/markdown.js';
import { builtInFields, builtInObjects, fileFunctions } from './builtIns.js';
import { isList, isMap, type Value } from './defaults/values.js';
import { cursorIn, type ActionCursor, type Dot } from './cursor.js';
import { dotted, valueKey } from './facts.js';
import { functionNames } from './functions.js';
import { functionTexts } from './functionTexts.js';
import { chartOfView } from './known.js';
import type { HelmFile } from './model.js';

/** Characters that ask by being typed, and mean nothing outside of actions. */
const actionTriggers: ReadonlySet<string> = new Set(['.', '"', '$']);

/** What may be written in an action of a template: values, built-in objects, named templates, functions. */
export function helmOffers(file: HelmFile, question: OfferQuestion, { workspace }: Surroundings): Offers | undefined {
  if (file.role !== 'template') return actionTriggers.has(question.trigger ?? '') ? nothing(question.offset) : undefined;
  const cursor = cursorIn(file.text, question.offset);
  // Around actions stand manifests.
  if (cursor === undefined) return actionTriggers.has(question.trigger ?? '') ? nothing(question.offset) : undefined;
  const { from, to } = cursor;
  return { span: file.origin.span(from, to), offers: offersAt(cursor, question, workspace) };
}

const nothing = (at: number): Offers => ({ span: { start: at, end: at }, offers: [] });

function offersAt(cursor: ActionCursor, { trigger, withFields }: OfferQuestion, workspace: WorkspaceView): readonly Offer[] {
  switch (cursor.is) {
    case 'nothing':
      return [];
    case 'template':
      return templateOffers(workspace);
    case 'key':
      return keyOffers(cursor.dot, workspace, withFields, true);
    case 'field':
      return keyOffers(cursor.dot, workspace, withFields, false);
    case 'word':
      // A blank alone asks for nothing.
      return withFields && trigger === undefined ? functionOffers(cursor.isFirst) : [];
  }
}

/** Names that the chart's own files define come first. */
function templateOffers(workspace: WorkspaceView): readonly Offer[] {
  const root = chartOfView(workspace)?.root;
  const seen = new Map<string, Offer>();
  for (const { key, data, path } of workspace.all('helm.define')) {
    const isOwn = data.root === root;
    if (seen.has(key) && !isOwn) continue;
    seen.set(key, { sort: 'name', word: key, detail: workspace.relative(path), rank: isOwn ? 0 : 1 });
  }
  return [...seen.values()];
}

function keyOffers(dot: Dot, workspace: WorkspaceView, withFields: boolean, isQuoted: boolean): readonly Offer[] {
  if (dot.is === 'value') return valueOffers(dot, workspace, isQuoted);
  if (dot.path.length === 0)
    return Object.entries(builtInObjects).flatMap(([word, text], rank) =>
      withFields || word === 'Values' ? [{ sort: 'field' as const, word, text, rank }] : [],
    );
  const [object = ''] = dot.path;
  const table = object === 'Files' ? fileFunctions : Object.hasOwn(builtInFields, object) ? builtInFields[object] : undefined;
  const fields = dot.path.length === 1 && withFields ? table : undefined;
  const chart = object === 'Chart' ? chartOfView(workspace)?.chart.data : undefined;
  const known: Readonly<Record<string, string | null | undefined>> = { Name: chart?.name, AppVersion: chart?.appVersion };
  return Object.entries(fields ?? {}).map(([word, text]): Offer => {
    const value = Object.hasOwn(known, word) ? known[word] : undefined;
    return { sort: 'field', word, text, rank: 0, ...(typeof value === 'string' ? { detail: value } : {}) };
  });
}

/** Keys of the values there, in the order of the file; of a list's items those that any of them has. */
function valueOffers({ path, ofItems }: Dot & { is: 'value' }, workspace: WorkspaceView, isQuoted: boolean): readonly Offer[] {
  const root = chartOfView(workspace)?.root;
  if (root === undefined) return [];
  const files = [...workspace.find('helm.tree', root)].sort((a, b) => rankOf(a.data.file) - rankOf(b.data.file));
  const offers = new Map<string, Offer>();
  for (const { data } of files) {
    const held = path.reduce<Value | undefined>(
      (value, step) => (value !== undefined && isMap(value) && Object.hasOwn(value, step) ? value[step] : undefined),
      data.tree as Value,
    );
    const maps = held === undefined ? [] : ofItems ? (isList(held) ? held : isMap(held) ? Object.values(held) : []) : [held];
    for (const map of maps) {
      if (!isMap(map)) continue;
      for (const [key, value] of Object.entries(map)) {
        // Behind a dot such a key cannot stand.
        if (offers.has(key) || (!isQuoted && !/^[A-Za-z_]\w*$/.test(key))) continue;
        offers.set(key, {
          sort: 'field',
          word: key,
          rank: offers.size,
          ...about(ofItems ? undefined : [...path, key], value, root, workspace),
        });
      }
    }
  }
  return [...offers.values()];
}

const rankOf = (file: string): number => (/^values\.ya?ml$/.test(file) ? 0 : 1);

/** What the files of values say of it, with the comment above. */
function about(path: readonly string[] | undefined, value: Value, root: string, workspace: WorkspaceView): Pick<Offer, 'detail' | 'text'> {
  const found = path === undefined ? [] : [...workspace.find('helm.value', valueKey(root, dotted(path)))];
  found.sort((a, b) => rankOf(a.data.file) - rankOf(b.data.file));
  const [first] = found;
  if (first === undefined) return typeof value === 'string' || typeof value === 'number' ? { detail: String(value).slice(0, 80) } : {};
  const comment = found.map(({ data }) => data.about).find((text) => text !== '');
  const lines = found.map(({ data }) => `- ${data.text === '' ? 'nothing' : code(data.text)} in ${code(data.file)}`);
  return {
    ...(first.data.text === '' ? {} : { detail: first.data.text }),
    text: [comment?.replace(/[\\`*_{}[\]<>#|]/g, '\\$&'), lines.join('\n')].filter((part) => part !== undefined).join('\n\n'),
  };
}

const blockWords: Readonly<Record<string, string>> = {
  else: 'What comes out where the block above does not.',
  end: 'Closes `if`, `with`, `range` and `define`.',
};

function functionOffers(isFirst: boolean): readonly Offer[] {
  const keywords = ['if', 'with', 'range', 'define', 'template', 'else', 'end'];
  const text = (word: string): { readonly text?: string } => {
    const said = Object.hasOwn(functionTexts, word) ? functionTexts[word] : blockWords[word];
    return said === undefined ? {} : { text: said };
  };
  const functions = [...functionNames].filter((word) => word !== 'break' && word !== 'continue');
  return [
    ...(isFirst ? keywords.map((word): Offer => ({ sort: 'keyword', word, rank: 0, ...text(word) })) : []),
    // What charts call often has a text, and stands first.
    ...functions.map((word): Offer => ({ sort: 'keyword', word, rank: Object.hasOwn(functionTexts, word) ? 1 : 2, ...text(word) })),
  ];
}
