import { actionsIn, type RawAction } from './template/lexer.js';
import { readTemplate } from './template/template.js';
import type { Template } from './template/types.js';

// What is being written in an action at a place, be the action whole or not.

/** What stands before the dot: the root context (no path), an object of it, or a value. */
export type Dot =
  | { readonly is: 'builtIn'; readonly path: readonly string[] }
  | { readonly is: 'value'; readonly path: readonly string[]; readonly ofItems: boolean };

/** `from` to `to` is the word that is being written. */
export type ActionCursor = { readonly from: number; readonly to: number } & (
  | { readonly is: 'field' | 'key'; readonly dot: Dot }
  | { readonly is: 'template' }
  | { readonly is: 'word'; readonly isFirst: boolean }
  | { readonly is: 'nothing' }
);

/** Stands for what is not written yet. */
const probe = 'SlipwayCursor';

/** What is being written is looked for in so many characters. */
const longestWord = 1000;

/** Undefined outside of actions. */
export function cursorIn(text: string, offset: number): ActionCursor | undefined {
  const open = text.lastIndexOf('{{', offset - 1);
  if (open === -1 || offset < open + 2) return undefined;
  const before = text.slice(open + 2, offset);
  // An action that nobody closed ends with its line.
  const close = text.indexOf('}}', open + 2);
  if ((close !== -1 && close < offset) || (close === -1 && before.includes('\n'))) return undefined;
  const next = text.indexOf('{{', open + 2);
  if (next !== -1 && next < close && before.includes('\n')) return undefined;
  const nowhere: ActionCursor = { is: 'nothing', from: offset, to: offset };
  if (/^-?\s*\/\*/.test(before)) return nowhere;
  const quoted = openText(before);
  if (quoted !== undefined) return inText(text, before, open + 2 + quoted, offset) ?? nowhere;
  const to = offset + (/^\w*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0);
  const chain = /(\$\w*)?((?:\.\w+)*)\.(\w*)$/.exec(before.slice(-longestWord));
  if (chain !== null) {
    const start = offset - chain[0].length;
    const behind = before.slice(0, before.length - chain[0].length);
    // `).x` goes on with what is in the parentheses.
    if (/[)\w"]$/.test(behind)) return nowhere;
    const steps = (chain[2] ?? '').split('.').filter((step) => step !== '');
    const dot = dotAt(text, start, to, chain[1] ?? '', steps);
    return dot === undefined ? nowhere : { is: 'field', dot, from: offset - (chain[3] ?? '').length, to };
  }
  const word = /(?:^-?\s*|[\s(|,=])([A-Za-z]\w*)?$/.exec(before.slice(-longestWord));
  if (word === null) return nowhere;
  const written = word[1] ?? '';
  return { is: 'word', isFirst: /^-?\s*\w*$/.test(before), from: offset - written.length, to: written === '' ? offset : to };
}

/** Where a text in quotes begins that is still open. */
function openText(before: string): number | undefined {
  let open: number | undefined;
  for (let i = 0; i < before.length; i++) {
    const char = before[i];
    if (open === undefined) {
      if (char === '"' || char === '`') open = i;
    } else if (char === '\\' && before[open] === '"') i++;
    else if (char === before[open]) open = undefined;
  }
  return open;
}

function inText(text: string, before: string, quote: number, offset: number): ActionCursor | undefined {
  const to = offset + (/^[^"`\n}]*(?=["`])/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0);
  const front = before.slice(0, before.length - (offset - quote)).slice(-longestWord);
  const span = { from: quote + 1, to };
  if (/(?:^|[\s(|])(?:include|template)\s+$/.test(front)) return { is: 'template', ...span };
  const index = /(?:^|[\s(|])(?:index|get|hasKey|dig)\s+(\$\w*)?((?:\.\w+)*|\.)((?:\s+"[^"]*")*)\s+$/.exec(front);
  if (index === null) return undefined;
  const steps = [
    ...(index[2] ?? '').split('.').filter((step) => step !== ''),
    ...[...(index[3] ?? '').matchAll(/"([^"]*)"/g)].map(([, key = '']) => key),
  ];
  const dot = dotAt(text, quote, to, index[1] ?? '', steps);
  return dot?.is === 'value' ? { is: 'key', dot, ...span } : undefined;
}

/** What `$x.a.b` stands for at an offset; undefined where nobody knows. */
function dotAt(text: string, start: number, to: number, variable: string, steps: readonly string[]): Dot | undefined {
  const asked = (path: readonly string[]): Template => readTemplate(withProbe(text, start, to, `${variable}.${path.join('.')}`));
  const { values, builtIns } = asked([...steps, probe]);
  const value = values.find(({ path, isCertain }) => path.at(-1) === probe && isCertain);
  if (value !== undefined) return { is: 'value', path: value.path.slice(0, -1), ofItems: false };
  const builtIn = builtIns.find(({ path }) => path.at(-1) === probe);
  if (builtIn !== undefined) return { is: 'builtIn', path: builtIn.path.slice(0, -1) };
  if (steps.length > 0) return undefined;
  // Where `.Values` is certain to be the chart's, the dot is the whole.
  if (asked(['Values', probe]).values.some(({ path, isCertain }) => path.at(-1) === probe && isCertain)) return { is: 'builtIn', path: [] };
  const items = loopedAt(text, start, variable);
  return items === undefined ? undefined : { is: 'value', path: items, ofItems: true };
}

/** The text with the action at the cursor cut down to what is asked; the blocks around it stay. */
function withProbe(text: string, start: number, to: number, asked: string): string {
  const open = text.lastIndexOf('{{', start);
  const close = text.indexOf('}}', to);
  const next = text.indexOf('{{', to);
  const isClosed = close !== -1 && (next === -1 || close < next);
  // `{{ with .x` opens its block with the rest of the file in it, and nobody asks about that.
  return `${text.slice(0, open)}{{ ${asked} }}${isClosed ? text.slice(close + 2) : ''}`;
}

/** The value whose items the innermost block around an offset goes through, as the dot or a variable. */
function loopedAt(text: string, offset: number, variable: string): readonly string[] | undefined {
  const open: RawAction[] = [];
  for (const action of actionsIn(text)) {
    if (action.to > offset) break;
    const keyword = action.tokens[0]?.kind === 'word' ? action.tokens[0].text : '';
    if (/^(?:if|with|range|define|block)$/.test(keyword)) open.push(action);
    else if (keyword === 'end') open.pop();
  }
  const { values } = readTemplate(text);
  for (const action of open.reverse()) {
    const [first, second, third, fourth] = action.tokens;
    const names = second?.kind === 'variable' ? (third?.text === ',' ? [fourth?.path[0]] : [second.path[0]]) : [];
    const isLoop = first?.text === 'range';
    if (variable === '' && first?.text === 'if') continue;
    if (variable === '' ? isLoop : isLoop && names.includes(variable))
      return values.find((use) => use.action.raw.from === action.from && use.isCertain)?.path;
    if (variable === '') return undefined;
  }
  return undefined;
}
